namespace LlsEdge.Learning
{
    /// <summary>
    /// The fixed basis B of LLS, R rows of n entries, made on the desk and carried by the model, so that every machine has the same one. Entry t does not
    /// depend on n: every layer uses a prefix of one table.
    /// </summary>
    public abstract class LatentBasis
    {
        /// <summary>Gets the number of rows, R.</summary>
        public abstract int Rows { get; }

        /// <summary>Allocates a table of zeros.</summary>
        /// <param name="kind">One of <see cref="LatentBasisKind"/>.</param>
        /// <param name="rows">R.</param>
        /// <param name="columns">n, the longest latent of the model.</param>
        /// <returns>The table.</returns>
        public static LatentBasis Create(int kind, int rows, int columns)
        {
            if (kind == LatentBasisKind.Square)
            {
                return new SquareBasis(rows, columns);
            }

            if (kind == LatentBasisKind.Antipodal)
            {
                return new AntipodalBasis(columns);
            }

            return new TableBasis(kind, rows, columns);
        }

        /// <summary>Computes q = B·z for a latent that is not normalised.</summary>
        /// <param name="latent">z, in sums.</param>
        /// <param name="length">n.</param>
        /// <param name="projections">Receives R values in the unit of <paramref name="latent"/>.</param>
        [Kernel]
        public abstract void Project(int[] latent, int length, long[] projections);

        /// <summary>Computes g = Bᵀ·r.</summary>
        /// <param name="residuals">r, one value a row.</param>
        /// <param name="length">n.</param>
        /// <param name="signals">Receives n values in the unit of <paramref name="residuals"/>.</param>
        [Kernel]
        public abstract void ProjectBack(int[] residuals, int length, int[] signals);
    }
}
