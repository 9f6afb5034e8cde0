namespace LlsEdge.Learning
{
    /// <summary>Pools a <see cref="LaneMap"/> to the cell sums of <see cref="LatentPool"/>.</summary>
    public sealed class LanePool
    {
        // An even column's field of ten bits holds eight activations.
        private const int WordsInField = 8;

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
            int size = map.Size;
            int cell = LatentPool.GetCellSize(size, grid);
            int bandRows = map.BandRows;
            int channels = map.Channels;

            // As many rows of words are summed together as neither a cell's end nor a band's lies between.
            int together = 1;
            if (grid == 1)
            {
                together = bandRows;
            }
            else if (cell * grid == size)
            {
                together = cell;
                int rest = bandRows % together;
                while (rest != 0)
                {
                    int divisor = rest;
                    rest = together % divisor;
                    together = divisor;
                }
            }

            int parts = bandRows / together;
            int partsOfCell = grid == 1 ? LaneMap.Bands * parts : cell / together;
            int cellStep = together == 1 ? 0 : partsOfCell;
            int[] rows = _rows;
            long[] values = map.Values;
            long even = LaneMap.Even;
            int rowLength = map.RowLength;
            int plane = map.PlaneLength;
            int origin = map.Origin;
            int secondBand = parts;
            int thirdBand = parts + parts;
            int cells = grid * grid;
            for (int px = 0; px < grid; px++)
            {
                int left = px * size / grid;
                int right = left + cell;
                bool startsOdd = (left & 1) != 0;
                bool endsEven = (right & 1) != 0;
                int start = origin + ((left + 1) >> 1);
                int count = (right >> 1) - ((left + 1) >> 1);

                // Few whole words are added as they are.
                bool wordsFit = !startsOdd && !endsEven && count * together <= WordsInField;
                int rowsLeft = wordsFit ? 0 : together;
                int gap = rowLength - count;
                for (int k = 0; k < channels; k++)
                {
                    int first = start;
                    for (int part = 0; part < parts; part++)
                    {
                        long lanes = 0;
                        if (wordsFit)
                        {
                            long words = 0;
                            int stop = first + (together * rowLength);
                            while (first < stop)
                            {
                                int last = first + count;
                                while (first < last)
                                {
                                    words += values[first];
                                    first++;
                                }

                                first += gap;
                            }

                            lanes = (words & even) + ((words >> LaneMap.OddShift) & even);
                        }

                        for (int y = 0; y < rowsLeft; y++)
                        {
                            int i = first;
                            int last = first + count;
                            if (startsOdd)
                            {
                                lanes += (values[first - 1] >> LaneMap.OddShift) & even;
                            }

                            while (i < last)
                            {
                                int stop = i + WordsInField < last ? i + WordsInField : last;
                                long words = values[i];
                                i++;
                                while (i < stop)
                                {
                                    words += values[i];
                                    i++;
                                }

                                lanes += (words & even) + ((words >> LaneMap.OddShift) & even);
                            }

                            if (endsEven)
                            {
                                lanes += values[last] & even;
                            }

                            first += rowLength;
                        }

                        rows[part] = (int)lanes & 0x1FFFFF;
                        rows[part + secondBand] = (int)(lanes >> LaneMap.LaneBits) & 0x1FFFFF;
                        rows[part + thirdBand] = (int)(lanes >> (2 * LaneMap.LaneBits));
                    }

                    // Sums of parts to sums of cells, which may overlap where a part is a row.
                    int t = (k * cells) + px;
                    int from = 0;
                    for (int py = 0; py < grid; py++)
                    {
                        int at = cellStep == 0 ? py * size / grid : from;
                        int end = at + partsOfCell;
                        int sum = rows[at];
                        at++;
                        while (at < end)
                        {
                            sum += rows[at];
                            at++;
                        }

                        sums[t] = sum;
                        t += grid;
                        from += cellStep;
                    }

                    start += plane;
                }
            }
        }
    }
}
