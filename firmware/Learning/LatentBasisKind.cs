namespace LlsEdge.Learning
{
    /// <summary>The kinds of <see cref="LatentBasis"/>.</summary>
    public static class LatentBasisKind
    {
        /// <summary>Square waves, a bit an entry: <see cref="SquareBasis"/>.</summary>
        public const int Square = 0;

        /// <summary>For two classes, one square wave and its negative: <see cref="AntipodalBasis"/>.</summary>
        public const int Antipodal = 1;

        /// <summary>Sine waves, a byte an entry: <see cref="TableBasis"/>.</summary>
        public const int Sine = 2;

        /// <summary>Normally distributed numbers, a byte an entry: <see cref="TableBasis"/>.</summary>
        public const int Random = 3;

        /// <summary>Gives the bytes of a table.</summary>
        /// <param name="kind">One of these.</param>
        /// <param name="rows">R.</param>
        /// <param name="columns">n.</param>
        /// <returns>The number of bytes.</returns>
        public static int GetByteCount(int kind, int rows, int columns)
        {
            int bits = (columns + 7) >> 3;
            return kind == Square ? rows * bits : kind == Antipodal ? bits : rows * columns;
        }
    }
}
