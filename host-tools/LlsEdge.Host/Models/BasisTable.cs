using LlsEdge.Learning;

namespace LlsEdge.Host.Models;

/// <summary>Computes the bases of LLS in double precision; the board only ever sees signs and int8.</summary>
public static class BasisTable
{
    /// <summary>The sine basis b_c[t] = sin(f_c·t), f = linspace(50, 512, R).</summary>
    /// <param name="row">c.</param>
    /// <param name="column">t.</param>
    /// <param name="rows">R, at least 2.</param>
    /// <returns>The entry, in [−1, 1].</returns>
    public static double Sine(int row, int column, int rows) => Math.Sin((50 + (row * (512.0 - 50) / (rows - 1))) * column);

    /// <summary>Makes a basis.</summary>
    /// <param name="kind">What its entries are.</param>
    /// <param name="rows">R, at least 2.</param>
    /// <param name="columns">n.</param>
    /// <param name="seed">What a random basis is drawn from.</param>
    /// <returns>The table.</returns>
    public static LatentBasis Create(LocalBasis kind, int rows, int columns, int seed)
    {
        var basis = LatentBasis.Create((int)kind, rows, columns);
        switch (basis)
        {
            case SquareBasis square:
                FillSigns(square.Bits, rows, columns);
                break;
            case AntipodalBasis antipodal:
                // Entry 0, whose sine is 0, counts as positive: no entry is wasted.
                FillSigns(antipodal.Bits, 1, columns);
                antipodal.Bits[0] |= 1;
                break;
            case TableBasis table:
                FillEntries(table, kind, rows, columns, seed);
                break;
        }

        return basis;
    }

    /// <summary>Draws from the standard normal distribution.</summary>
    /// <param name="random">The source.</param>
    /// <returns>A number.</returns>
    public static double DrawNormal(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    private static void FillSigns(byte[] bits, int rows, int columns)
    {
        int rowBytes = bits.Length / rows;
        for (int c = 0; c < rows; c++)
        {
            for (int t = 1; t < columns; t++)
            {
                if (Sine(c, t, Math.Max(rows, 2)) > 0)
                {
                    bits[(c * rowBytes) + (t >> 3)] |= (byte)(1 << (t & 7));
                }
            }
        }
    }

    private static void FillEntries(TableBasis table, LocalBasis kind, int rows, int columns, int seed)
    {
        // A stream of its own, so that the weights of a seed do not depend on the basis.
        var random = new Random(seed ^ 0x0BA515);
        double unit = 1 << table.Exponent;
        for (int i = 0; i < table.Entries.Length; i++)
        {
            double entry = kind == LocalBasis.Sine ? Sine(i / columns, i % columns, rows) : DrawNormal(random);
            table.Entries[i] = (sbyte)Math.Clamp(Math.Round(entry * unit), -127, 127);
        }
    }
}
