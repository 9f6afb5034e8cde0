namespace LlsEdge.Learning
{
    /// <summary>One source of the readout's features: a layer's map pooled to a grid.</summary>
    public sealed class ReadoutTap
    {
        /// <summary>Creates a tap.</summary>
        /// <param name="layer">The layer's index.</param>
        /// <param name="grid">The grid, a divisor of the layer's output size.</param>
        public ReadoutTap(int layer, int grid)
        {
            Layer = layer;
            Grid = grid;
        }

        /// <summary>Gets the layer's index.</summary>
        public int Layer { get; }

        /// <summary>Gets the number of cells in each direction.</summary>
        public int Grid { get; }
    }
}
