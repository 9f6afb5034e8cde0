namespace LlsEdge.Learning
{
    /// <summary>
    /// The square basis: b_c[t] = sign(sin(f_c·t)), t = 0 … n−1, f = linspace(50, 512, R). One bit an entry (1 = +1); entry t = 0, whose sine is 0, is skipped.
    /// The signs are computed in double precision on the desk.
    /// </summary>
    public sealed class SquareBasis : LatentBasis
    {
        private readonly int _rows;
        private readonly int _rowBytes;

        /// <summary>Allocates a table.</summary>
        /// <param name="rows">R.</param>
        /// <param name="columns">n, the longest latent of the model.</param>
        public SquareBasis(int rows, int columns)
        {
            _rows = rows;
            _rowBytes = (columns + 7) >> 3;
            Bits = new byte[rows * _rowBytes];
        }

        /// <summary>Gets the number of rows, R.</summary>
        public override int Rows
        {
            get { return _rows; }
        }

        /// <summary>Gets the signs, row after row, eight columns a byte, lowest bit first.</summary>
        public byte[] Bits { get; }

        /// <inheritdoc/>
        [Kernel]
        public override void Project(int[] latent, int length, long[] projections)
        {
            byte[] bits = Bits;
            long total = 0;
            for (int t = 1; t < length; t++)
            {
                total += latent[t];
            }

            for (int c = 0; c < _rows; c++)
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

        /// <inheritdoc/>
        [Kernel]
        public override void ProjectBack(int[] residuals, int length, int[] signals)
        {
            byte[] bits = Bits;
            int total = 0;
            for (int c = 0; c < _rows; c++)
            {
                total += residuals[c];
            }

            signals[0] = 0;
            for (int t = 1; t < length; t++)
            {
                signals[t] = -total;
            }

            for (int c = 0; c < _rows; c++)
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
