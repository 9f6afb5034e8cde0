namespace LlsEdge.Learning
{
    /// <summary>Pools a <see cref="LaneMap"/> to the cell sums of <see cref="LatentPool"/>.</summary>
    public sealed class LanePool
    {
        private readonly int[] _rows;

        /// <summary>Creates the pool.</summary>
        /// <param name="mostRows">Three times the most rows of words of a map.</param>
        public LanePool(int mostRows)
        {
            _rows = new int[mostRows];
        }

        /// <summary>Sums each channel over the cells of a grid.</summary>
        /// <param name="map">The activations.</param>
        /// <param name="grid">P, for which <see cref="LatentPool.HasEqualCells"/> holds.</param>
        /// <param name="sums">Receives K·P² sums, channel-major.</param>
        [Kernel]
        public void Sum(LaneMap map, int grid, int[] sums)
        {
            int[] rowSums = _rows;
            int size = map.Size;
            int cell = LatentPool.GetCellSize(size, grid);
            int channels = map.Channels;
            int plane = map.PlaneLength;
            int origin = map.Origin;
            int next = grid * grid;
            for (int px = 0; px < grid; px++)
            {
                int left = px * size / grid;
                int at = origin;
                for (int k = 0; k < channels; k++)
                {
                    SumColumns(map, at, left, left + cell);
                    int t = (k * next) + px;
                    for (int py = 0; py < grid; py++)
                    {
                        int top = py * size / grid;
                        int sum = 0;
                        for (int y = top; y < top + cell; y++)
                        {
                            sum += rowSums[y];
                        }

                        sums[t] = sum;
                        t += grid;
                    }

                    at += plane;
                }
            }
        }

        // The sums of each row of the map over the columns [left, end).
        [Kernel]
        private void SumColumns(LaneMap map, int start, int left, int end)
        {
            int[] rowSums = _rows;
            long[] values = map.Values;
            long even = LaneMap.Even;
            int rows = map.BandRows;
            int rowLength = map.RowLength;
            int second = rows + rows;
            bool startsOdd = (left & 1) != 0;
            bool endsEven = (end & 1) != 0;
            int first = start + (left >> 1);
            int last = start + (end >> 1);
            for (int y = 0; y < rows; y++)
            {
                // Up to 64 words of two columns of 127 stay below a field's 2^20, but not below an even column's 2^10: the halves are added apart.
                long lanes = 0;
                int i = first;
                if (startsOdd)
                {
                    lanes = (values[i] >> LaneMap.OddShift) & even;
                    i++;
                }

                while (i < last)
                {
                    long word = values[i];
                    lanes += (word & even) + ((word >> LaneMap.OddShift) & even);
                    i++;
                }

                if (endsEven)
                {
                    lanes += values[i] & even;
                }

                rowSums[y] = (int)lanes & 0x1FFFFF;
                rowSums[rows + y] = (int)(lanes >> LaneMap.LaneBits) & 0x1FFFFF;
                rowSums[second + y] = (int)(lanes >> (2 * LaneMap.LaneBits));
                first += rowLength;
                last += rowLength;
            }
        }
    }
}
