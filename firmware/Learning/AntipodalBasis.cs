namespace LlsEdge.Learning
{
    /// <summary>
    /// The basis for two classes that wastes no entry: one row of signs b₀, and b₁ = −b₀. Of two independent square waves half of the entries are equal and
    /// say nothing about the class; this needs half the bits and additions as well.
    /// </summary>
    public sealed class AntipodalBasis : LatentBasis
    {
        /// <summary>Allocates a table.</summary>
        /// <param name="columns">n, the longest latent of the model.</param>
        public AntipodalBasis(int columns)
        {
            Bits = new byte[(columns + 7) >> 3];
        }

        /// <summary>Gets the number of rows, 2.</summary>
        public override int Rows
        {
            get { return 2; }
        }

        /// <summary>Gets the signs of b₀ (1 = +1), eight columns a byte, lowest bit first.</summary>
        public byte[] Bits { get; }

        /// <inheritdoc/>
        [Kernel]
        public override void Project(int[] latent, int length, long[] projections)
        {
            byte[] bits = Bits;
            long total = 0;
            long positive = 0;
            for (int t = 0; t < length; t++)
            {
                int z = latent[t];
                total += z;
                if (((bits[t >> 3] >> (t & 7)) & 1) != 0)
                {
                    positive += z;
                }
            }

            projections[0] = positive + positive - total;
            projections[1] = total - positive - positive;
        }

        /// <inheritdoc/>
        [Kernel]
        public override void ProjectBack(int[] residuals, int length, int[] signals)
        {
            byte[] bits = Bits;
            int plus = residuals[0] - residuals[1];
            int minus = -plus;
            for (int t = 0; t < length; t++)
            {
                signals[t] = ((bits[t >> 3] >> (t & 7)) & 1) != 0 ? plus : minus;
            }
        }
    }
}
