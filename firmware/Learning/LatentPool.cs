namespace LlsEdge.Learning
{
    /// <summary>
    /// Pools a map to P×P cells. The latent is kept as the cells' <em>sums</em>: all cells are equally large, and neither ‖z‖-normalisation nor the readout's standardisation cares about the constant factor of an average.
    /// </summary>
    public static class LatentPool
    {
        /// <summary>Sums each channel over the cells of a grid.</summary>
        /// <param name="map">The activations, in [0, 127].</param>
        /// <param name="grid">P, a divisor of the map's size.</param>
        /// <param name="sums">Receives K·P² sums, channel-major, each in [0, 127·(size/P)²].</param>
        [Kernel]
        public static void Sum(ActivationMap map, int grid, int[] sums)
        {
            sbyte[] values = map.Values;
            int cell = map.Size / grid;
            int rowLength = map.RowLength;
            int channels = map.Channels;
            int t = 0;
            for (int k = 0; k < channels; k++)
            {
                int top = (k * map.PlaneLength) + (map.Border * (rowLength + 1));
                for (int py = 0; py < grid; py++)
                {
                    int left = top;
                    for (int px = 0; px < grid; px++)
                    {
                        int sum = 0;
                        int row = left;
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
                        left += cell;
                    }

                    top += cell * rowLength;
                }
            }
        }
    }
}
