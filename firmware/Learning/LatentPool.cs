namespace LlsEdge.Learning
{
    /// <summary>
    /// Pools a map of S×S to P×P cells: cell i begins at ⌊i·S/P⌋ and is ⌈S/P⌉ long, so that cells overlap where P does not divide S (14 to 4: 0–3, 3–6,
    /// 7–10, 10–13).
    /// The latent is kept as the cells' <em>sums</em>: all cells are equally large, and neither ‖z‖-normalisation nor the readout's standardisation cares
    /// about the constant factor of an average.
    /// </summary>
    public static class LatentPool
    {
        /// <summary>Tells whether the adaptive average of the paper, whose cell i ends at ⌈(i + 1)·S/P⌉, has cells of one size.</summary>
        /// <param name="size">S.</param>
        /// <param name="grid">P.</param>
        /// <returns>True where P cells of equal size cover S.</returns>
        public static bool HasEqualCells(int size, int grid)
        {
            if (grid < 1 || grid > size)
            {
                return false;
            }

            int cell = GetCellSize(size, grid);
            for (int i = 0; i < grid; i++)
            {
                if ((i * size / grid) + cell != (((i + 1) * size) + grid - 1) / grid)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Gives height and width of a cell.</summary>
        /// <param name="size">S.</param>
        /// <param name="grid">P.</param>
        /// <returns>⌈S/P⌉.</returns>
        [Kernel]
        public static int GetCellSize(int size, int grid)
        {
            return (size + grid - 1) / grid;
        }

        /// <summary>Sums each channel over the cells of a grid.</summary>
        /// <param name="map">The activations, in [0, 127].</param>
        /// <param name="grid">P, for which <see cref="HasEqualCells"/> holds.</param>
        /// <param name="sums">Receives K·P² sums, channel-major, each in [0, 127·⌈S/P⌉²].</param>
        [Kernel]
        public static void Sum(ActivationMap map, int grid, int[] sums)
        {
            sbyte[] values = map.Values;
            int size = map.Size;
            int cell = GetCellSize(size, grid);
            int rowLength = map.RowLength;
            int channels = map.Channels;
            int t = 0;
            for (int k = 0; k < channels; k++)
            {
                int origin = (k * map.PlaneLength) + (map.Border * (rowLength + 1));
                for (int py = 0; py < grid; py++)
                {
                    int top = origin + (py * size / grid * rowLength);
                    for (int px = 0; px < grid; px++)
                    {
                        int sum = 0;
                        int row = top + (px * size / grid);
                        for (int y = 0; y < cell; y++)
                        {
                            int end = row + cell;
                            for (int i = row; i < end; i++)
                            {
                                sum += values[i];
                            }

                            row += rowLength;
                        }

                        sums[t] = sum;
                        t++;
                    }
                }
            }
        }

        /// <summary>Tells whether cells cover the map without overlap, so that their sums are the whole map's.</summary>
        /// <param name="size">S.</param>
        /// <param name="grid">P.</param>
        /// <returns>True where P divides S.</returns>
        [Kernel]
        public static bool CoversOnce(int size, int grid)
        {
            return size % grid == 0;
        }

        /// <summary>Adds the cells of each channel, in place: what a grid of one cell would give.</summary>
        /// <param name="sums">The cells' sums, channel-major.</param>
        /// <param name="start">The index of the first one, and of the first channel's afterwards.</param>
        /// <param name="channels">K.</param>
        /// <param name="cells">P².</param>
        [Kernel]
        public static void Merge(int[] sums, int start, int channels, int cells)
        {
            int at = start;
            for (int k = 0; k < channels; k++)
            {
                int sum = 0;
                int end = at + cells;
                while (at < end)
                {
                    sum += sums[at];
                    at++;
                }

                sums[start + k] = sum;
            }
        }
    }
}
