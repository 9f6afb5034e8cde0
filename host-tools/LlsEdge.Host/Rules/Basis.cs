using LlsEdge.Host.Models;

namespace LlsEdge.Host.Rules;

/// <summary>Makes the basis B in float64.</summary>
public static class Basis
{
    /// <summary>Makes a basis.</summary>
    /// <param name="kind">What its rows are.</param>
    /// <param name="rows">C, or R for the reduced rule; at least 2.</param>
    /// <param name="columns">n.</param>
    /// <param name="seed">For <see cref="BasisKind.Random"/>.</param>
    /// <param name="scale">The standard deviation of <see cref="BasisKind.Random"/>.</param>
    /// <returns>B as rows.</returns>
    public static double[][] Create(BasisKind kind, int rows, int columns, int seed = 0, double scale = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var random = new Random(seed);
        return kind switch
        {
            BasisKind.Square => Fill(rows, columns, (c, t) => Math.Sign(BasisTable.Sine(c, t, rows))),
            BasisKind.Sine => Fill(rows, columns, (c, t) => BasisTable.Sine(c, t, rows)),
            BasisKind.Random => Fill(rows, columns, (_, _) => scale * NextNormal(random)),
            BasisKind.Antipodal when rows == 2 => Fill(rows, columns, (c, t) => (c == 0 ? -1 : 1) * Math.Sign(BasisTable.Sine(1, t, 2))),
            BasisKind.Antipodal => throw new ArgumentException($"An antipodal basis has 2 rows, not {rows}: use the square basis for more classes.", nameof(rows)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    /// <summary>A normally distributed number by the Box–Muller transform.</summary>
    /// <param name="random">Where the uniform numbers come from.</param>
    /// <returns>Mean 0, variance 1.</returns>
    public static double NextNormal(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    private static double[][] Fill(int rows, int columns, Func<int, int, double> value)
    {
        double[][] basis = new double[rows][];
        for (int c = 0; c < rows; c++)
        {
            basis[c] = new double[columns];
            for (int t = 0; t < columns; t++)
            {
                basis[c][t] = value(c, t);
            }
        }

        return basis;
    }
}
