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
            // Eight columns at a time: the sum of eight latents fits an int.
            byte[] bits = Bits;
            int rows = _rows;
            int rowBytes = _rowBytes;
            long total = 0;
            for (int c = 0; c < rows; c++)
            {
                projections[c] = 0;
            }

            int whole = length >> 3;
            int t = 0;
            for (int n = 0; n < whole; n++)
            {
                int z0 = n == 0 ? 0 : latent[t];
                int z1 = latent[t + 1];
                int z2 = latent[t + 2];
                int z3 = latent[t + 3];
                int z4 = latent[t + 4];
                int z5 = latent[t + 5];
                int z6 = latent[t + 6];
                int z7 = latent[t + 7];
                t += 8;
                total += z0 + z1 + z2 + z3 + z4 + z5 + z6 + z7;
                int at = n;
                for (int c = 0; c < rows; c++)
                {
                    int b = bits[at];
                    at += rowBytes;
                    int positive = 0;
                    if ((b & 1) != 0)
                    {
                        positive = z0;
                    }

                    if ((b & 2) != 0)
                    {
                        positive += z1;
                    }

                    if ((b & 4) != 0)
                    {
                        positive += z2;
                    }

                    if ((b & 8) != 0)
                    {
                        positive += z3;
                    }

                    if ((b & 16) != 0)
                    {
                        positive += z4;
                    }

                    if ((b & 32) != 0)
                    {
                        positive += z5;
                    }

                    if ((b & 64) != 0)
                    {
                        positive += z6;
                    }

                    if ((b & 128) != 0)
                    {
                        positive += z7;
                    }

                    projections[c] = projections[c] + positive;
                }
            }

            while (t < length)
            {
                int z = t == 0 ? 0 : latent[t];
                total += z;
                int at = t >> 3;
                for (int c = 0; c < rows; c++)
                {
                    if (((bits[at] >> (t & 7)) & 1) != 0)
                    {
                        projections[c] = projections[c] + z;
                    }

                    at += rowBytes;
                }

                t++;
            }

            for (int c = 0; c < rows; c++)
            {
                projections[c] = projections[c] + projections[c] - total;
            }
        }

        /// <inheritdoc/>
        [Kernel]
        public override void ProjectBack(int[] residuals, int length, int[] signals)
        {
            byte[] bits = Bits;
            int rows = _rows;
            int rowBytes = _rowBytes;
            int total = 0;
            for (int c = 0; c < rows; c++)
            {
                total += residuals[c];
            }

            int none = -total;
            int whole = length >> 3;
            int t = 0;
            for (int n = 0; n < whole; n++)
            {
                int g0 = none;
                int g1 = none;
                int g2 = none;
                int g3 = none;
                int g4 = none;
                int g5 = none;
                int g6 = none;
                int g7 = none;
                int at = n;
                for (int c = 0; c < rows; c++)
                {
                    int b = bits[at];
                    at += rowBytes;
                    int twice = residuals[c];
                    twice += twice;
                    if ((b & 1) != 0)
                    {
                        g0 += twice;
                    }

                    if ((b & 2) != 0)
                    {
                        g1 += twice;
                    }

                    if ((b & 4) != 0)
                    {
                        g2 += twice;
                    }

                    if ((b & 8) != 0)
                    {
                        g3 += twice;
                    }

                    if ((b & 16) != 0)
                    {
                        g4 += twice;
                    }

                    if ((b & 32) != 0)
                    {
                        g5 += twice;
                    }

                    if ((b & 64) != 0)
                    {
                        g6 += twice;
                    }

                    if ((b & 128) != 0)
                    {
                        g7 += twice;
                    }
                }

                signals[t] = g0;
                signals[t + 1] = g1;
                signals[t + 2] = g2;
                signals[t + 3] = g3;
                signals[t + 4] = g4;
                signals[t + 5] = g5;
                signals[t + 6] = g6;
                signals[t + 7] = g7;
                t += 8;
            }

            while (t < length)
            {
                int g = none;
                int at = t >> 3;
                for (int c = 0; c < rows; c++)
                {
                    if (((bits[at] >> (t & 7)) & 1) != 0)
                    {
                        g += residuals[c] + residuals[c];
                    }

                    at += rowBytes;
                }

                signals[t] = g;
                t++;
            }

            // The sine is 0 there.
            signals[0] = 0;
        }
    }
}
