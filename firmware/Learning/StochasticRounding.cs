namespace LlsEdge.Learning
{
    /// <summary>
    /// The random bits of stochastic rounding. Each row of each layer at each step has a stream of its own, keyed by (seed, step, layer, row), so that the
    /// bits do not depend on the order in which rows are updated;
    /// inside a row a linear congruential generator modulo 2³² runs (Numerical Recipes' constants), of which the top bits are used.
    /// </summary>
    public static class StochasticRounding
    {
        /// <summary>Multiplier of the generator inside a row.</summary>
        public const int Multiplier = 1664525;

        /// <summary>Increment of the generator inside a row.</summary>
        public const int Increment = 1013904223;

        /// <summary>Gives the first state of a row's stream.</summary>
        /// <param name="seed">The model's seed.</param>
        /// <param name="step">The training step.</param>
        /// <param name="layer">The layer's index.</param>
        /// <param name="row">The output channel's or class's index.</param>
        /// <returns>The state; the finaliser is that of MurmurHash3.</returns>
        public static int Key(int seed, int step, int layer, int row)
        {
            int h = (seed * 0x2C1B3C6D) + (step * 0x297A2D39) + (layer * 0x1B56C4E9) + row;
            h ^= (h >> 16) & 0xFFFF;
            h *= unchecked((int)0x85EBCA6B);
            h ^= (h >> 13) & 0x7FFFF;
            h *= unchecked((int)0xC2B2AE35);
            h ^= (h >> 16) & 0xFFFF;
            return h;
        }
    }
}
