using LlsEdge.Learning;

namespace LlsEdge.Host.Models;

/// <summary>Computes the periodic basis of LLS in double precision; the board only ever sees signs.</summary>
public static class BasisTable
{
    /// <summary>The sine basis b_c[t] = sin(f_c·t), f = linspace(50, 512, C).</summary>
    /// <param name="row">c.</param>
    /// <param name="column">t.</param>
    /// <param name="classes">C, at least 2.</param>
    /// <returns>The entry, in [−1, 1].</returns>
    public static double Sine(int row, int column, int classes) => Math.Sin((50 + (row * (512.0 - 50) / (classes - 1))) * column);

    /// <summary>Fills a square basis with the signs of <see cref="Sine"/>.</summary>
    /// <param name="basis">The table to fill.</param>
    /// <param name="columns">n.</param>
    public static void Fill(SquareBasis basis, int columns)
    {
        int rowBytes = basis.Bits.Length / basis.Classes;
        for (int c = 0; c < basis.Classes; c++)
        {
            for (int t = 1; t < columns; t++)
            {
                if (Sine(c, t, basis.Classes) > 0)
                {
                    basis.Bits[(c * rowBytes) + (t >> 3)] |= (byte)(1 << (t & 7));
                }
            }
        }
    }
}
