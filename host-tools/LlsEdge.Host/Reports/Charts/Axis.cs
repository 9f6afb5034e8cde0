namespace LlsEdge.Host.Reports.Charts;

/// <summary>One axis of a chart: what it shows, from where to where, and how its ticks read.</summary>
/// <param name="Label">What it shows, with the unit; empty to leave it out.</param>
/// <param name="Min">The value at its start.</param>
/// <param name="Max">The value at its end, more than <paramref name="Min"/>.</param>
internal sealed record Axis(string Label, double Min, double Max)
{
    /// <summary>Gets how a tick's value reads.</summary>
    public Func<double, string> Format { get; init; } = Figures.Plain;

    /// <summary>Gets a value indicating whether equal distances are equal factors; both ends are positive then.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Gets about how many ticks there are.</summary>
    public int Ticks { get; init; } = 5;

    /// <summary>An axis of shares, 0 to 1, read as percent.</summary>
    /// <param name="label">What it shows.</param>
    public static Axis Share(string label) => new(label, 0, 1) { Format = Figures.WholePercent };

    /// <summary>An axis from 0 to the largest value, or to 1 where all are smaller.</summary>
    /// <param name="label">What it shows.</param>
    /// <param name="values">The values to have room for.</param>
    public static Axis UpTo(string label, IEnumerable<double> values) => new(label, 0, Math.Max(1, values.DefaultIfEmpty(1).Max()));

    /// <summary>An axis from 0 to the first round number above the largest value.</summary>
    /// <param name="label">What it shows.</param>
    /// <param name="values">The values to have room for, none negative.</param>
    public static Axis Rounded(string label, IEnumerable<double> values)
    {
        double largest = values.DefaultIfEmpty(0).Max();
        double step = RoundStep(largest / 5);
        return largest <= 0 ? new Axis(label, 0, 1) : new Axis(label, 0, step * Math.Ceiling(largest / step));
    }

    /// <summary>A logarithmic axis over powers of ten.</summary>
    /// <param name="label">What it shows.</param>
    /// <param name="min">A positive value to start at or below.</param>
    /// <param name="max">A larger value to end at or above.</param>
    public static Axis Powers(string label, double min, double max) =>
        new(label, Math.Pow(10, Math.Floor(Math.Log10(min))), Math.Pow(10, Math.Ceiling(Math.Log10(max)))) { IsLogarithmic = true };

    /// <summary>Where a value lies: 0 at the start, 1 at the end; values outside lie on the nearer end.</summary>
    /// <param name="value">The value.</param>
    public double Place(double value)
    {
        double inside = Math.Clamp(value, Min, Max);
        return IsLogarithmic ? Math.Log(inside / Min) / Math.Log(Max / Min) : (inside - Min) / (Max - Min);
    }

    /// <summary>The values to mark: round ones, or powers of ten.</summary>
    public IEnumerable<double> Marks()
    {
        if (IsLogarithmic)
        {
            for (double value = Min; value <= Max * 1.0001; value *= 10)
            {
                yield return value;
            }

            yield break;
        }

        double step = RoundStep((Max - Min) / Ticks);
        // Plus zero: of a small negative number the ceiling is a negative zero.
        for (double at = Math.Ceiling(Min / step - 1e-9) + 0.0; at * step <= Max + step * 1e-4; at++)
        {
            yield return at * step;
        }
    }

    // 1, 2 or 5 times a power of ten.
    private static double RoundStep(double least)
    {
        if (least <= 0)
        {
            return 1;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(least) + 1e-9));
        double share = least / power;
        return power * (share <= 1.0001 ? 1 : share <= 2.0001 ? 2 : share <= 5.0001 ? 5 : 10);
    }
}
