namespace LlsEdge.Host.Reports.Learning;

/// <summary>Bins for whole numbers around zero, which is in the middle of one.</summary>
/// <param name="Start">The smallest number of the first bin.</param>
/// <param name="Width">How many numbers a bin holds; odd.</param>
/// <param name="Bins">How many bins there are.</param>
public sealed record IntegerBins(int Start, int Width, int Bins)
{
    private const int MostBins = 65;

    /// <summary>Makes as few bins as reach over all values, at most 65, as far below zero as above.</summary>
    /// <param name="values">The values.</param>
    public static IntegerBins Over(IEnumerable<int> values)
    {
        int reach = Math.Max(1, values.Select(Math.Abs).DefaultIfEmpty(1).Max());
        int width = ((2 * reach + MostBins) / MostBins) | 1;
        int side = (reach + width / 2) / width;
        return new IntegerBins(-(side * width) - width / 2, width, 2 * side + 1);
    }

    /// <summary>Counts values.</summary>
    /// <param name="values">Values that the bins reach over.</param>
    /// <returns>How many there are in each bin.</returns>
    public IReadOnlyList<double> Count(IEnumerable<int> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] counts = new double[Bins];
        foreach (int value in values)
        {
            counts[(value - Start) / Width]++;
        }

        return counts;
    }
}
