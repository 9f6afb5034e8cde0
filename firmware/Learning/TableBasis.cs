namespace LlsEdge.Learning
{
    /// <summary>
    /// A basis of int8 entries: sine waves b_c[t] = sin(f_c·t) in units of 2⁻⁷, or normally distributed numbers of deviation 1 in units of 2⁻⁵ (cut off at
    /// ±127 units, four deviations).
    /// Costs a multiplication an entry and eight times the memory of <see cref="SquareBasis"/>.
    /// </summary>
    public sealed class TableBasis : LatentBasis
    {
        private readonly int _rows;
        private readonly int _columns;

        /// <summary>Allocates a table.</summary>
        /// <param name="kind"><see cref="LatentBasisKind.Sine"/> or <see cref="LatentBasisKind.Random"/>.</param>
        /// <param name="rows">R.</param>
        /// <param name="columns">n, the longest latent of the model.</param>
        public TableBasis(int kind, int rows, int columns)
        {
            _rows = rows;
            _columns = columns;
            Exponent = kind == LatentBasisKind.Sine ? 7 : 5;
            Entries = new sbyte[rows * columns];
        }

        /// <summary>Gets the number of rows, R.</summary>
        public override int Rows
        {
            get { return _rows; }
        }

        /// <summary>Gets the exponent of the entries: entry·2⁻ᵉˣᵖᵒⁿᵉⁿᵗ.</summary>
        public int Exponent { get; }

        /// <summary>Gets the entries, row after row.</summary>
        public sbyte[] Entries { get; }

        /// <inheritdoc/>
        [Kernel]
        public override void Project(int[] latent, int length, long[] projections)
        {
            sbyte[] entries = Entries;
            long half = 1L << (Exponent - 1);
            for (int c = 0; c < _rows; c++)
            {
                int at = c * _columns;
                long sum = half;
                for (int t = 0; t < length; t++)
                {
                    sum += (long)latent[t] * entries[at];
                    at++;
                }

                projections[c] = sum >> Exponent;
            }
        }

        /// <inheritdoc/>
        [Kernel]
        public override void ProjectBack(int[] residuals, int length, int[] signals)
        {
            sbyte[] entries = Entries;
            int rows = _rows;
            int columns = _columns;
            int shift = Exponent;
            long half = 1L << (shift - 1);
            for (int t = 0; t < length; t++)
            {
                int at = t;
                long sum = half;
                for (int c = 0; c < rows; c++)
                {
                    sum += (long)residuals[c] * entries[at];
                    at += columns;
                }

                signals[t] = (int)(sum >> shift);
            }
        }
    }
}
