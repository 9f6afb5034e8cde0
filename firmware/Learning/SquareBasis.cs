namespace LlsEdge.Learning
{
    /// <summary>
    /// The fixed periodic basis B of LLS in its square form: b_c[t] = sign(sin(f_c·t)), t = 0 … n−1, f = linspace(50, 512, C). One bit an entry (1 = +1); entry t = 0, whose sine is 0, is skipped.
    /// Entry t does not depend on n, so every layer uses a prefix of one table. The signs are computed in double precision on the desk and travel with the model, so that every machine has the same ones.
    /// </summary>
    public sealed class SquareBasis
    {
        private readonly int _rowBytes;

        /// <summary>Allocates a table.</summary>
        /// <param name="classes">C, the number of rows.</param>
        /// <param name="columns">n, the longest latent of the model.</param>
        public SquareBasis(int classes, int columns)
        {
            Classes = classes;
            _rowBytes = (columns + 7) >> 3;
            Bits = new byte[classes * _rowBytes];
        }

        /// <summary>Gets the number of rows, C.</summary>
        public int Classes { get; }

        /// <summary>Gets the signs, row after row, eight columns a byte, lowest bit first.</summary>
        public byte[] Bits { get; }

        /// <summary>Computes q = B·z for a latent that is not normalised.</summary>
        /// <param name="latent">z, in sums.</param>
        /// <param name="length">n.</param>
        /// <param name="projections">Receives C values.</param>
        [Kernel]
        public void Project(int[] latent, int length, long[] projections)
        {
            byte[] bits = Bits;
            long total = 0;
            for (int t = 1; t < length; t++)
            {
                total += latent[t];
            }

            for (int c = 0; c < Classes; c++)
            {
                int row = c * _rowBytes;
                long positive = 0;
                for (int t = 1; t < length; t++)
                {
                    if (((bits[row + (t >> 3)] >> (t & 7)) & 1) != 0)
                    {
                        positive += latent[t];
                    }
                }

                projections[c] = positive + positive - total;
            }
        }

        /// <summary>Computes g = Bᵀ·r.</summary>
        /// <param name="residuals">r, one value a class.</param>
        /// <param name="length">n.</param>
        /// <param name="signals">Receives n values; the first is 0.</param>
        [Kernel]
        public void ProjectBack(int[] residuals, int length, int[] signals)
        {
            byte[] bits = Bits;
            int total = 0;
            for (int c = 0; c < Classes; c++)
            {
                total += residuals[c];
            }

            signals[0] = 0;
            for (int t = 1; t < length; t++)
            {
                signals[t] = -total;
            }

            for (int c = 0; c < Classes; c++)
            {
                int row = c * _rowBytes;
                int twice = residuals[c] + residuals[c];
                for (int t = 1; t < length; t++)
                {
                    if (((bits[row + (t >> 3)] >> (t & 7)) & 1) != 0)
                    {
                        signals[t] += twice;
                    }
                }
            }
        }
    }
}
