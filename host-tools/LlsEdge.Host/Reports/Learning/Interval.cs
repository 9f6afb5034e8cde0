namespace LlsEdge.Host.Reports.Learning;

/// <summary>A 95 % confidence interval.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    private const double Quantile = 1.959964;

    /// <summary>The interval of a share that was counted, after Wilson (1927): sound for few counts and for shares near 0 and 1.</summary>
    /// <param name="count">How many had it.</param>
    /// <param name="total">Of how many; 0 gives 0 to 1.</param>
    public static Interval OfShare(int count, int total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(total, count);
        if (total == 0)
        {
            return new Interval(0, 1);
        }

        double share = count / (double)total;
        double square = Quantile * Quantile;
        double centre = (share + square / (2 * total)) / (1 + square / total);
        double half = Quantile / (1 + square / total) * Math.Sqrt(share * (1 - share) / total + square / (4.0 * total * total));
        return new Interval(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>The interval of a difference of paired shares, after Agresti and Min (2005): Wald's, with half a pair added to each of the four counts.</summary>
    /// <param name="gained">Pairs that have it the second time only.</param>
    /// <param name="lost">Pairs that had it the first time only.</param>
    /// <param name="total">All pairs, at least one.</param>
    public static Interval OfPairedDifference(int gained, int lost, int total)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total);
        double n = total + 2;
        double more = (gained + 0.5) / n;
        double less = (lost + 0.5) / n;
        double half = Quantile * Math.Sqrt((more + less - (more - less) * (more - less)) / n);
        return new Interval(Math.Max(-1, more - less - half), Math.Min(1, more - less + half));
    }
}
