namespace LlsEdge.Host.Reports;

/// <summary>Smooths a sequence by the mean of its last values.</summary>
public static class MovingWindow
{
    /// <summary>The mean of each value and those before it, at most <paramref name="window"/> of them; x counts from 1.</summary>
    /// <param name="values">The sequence.</param>
    /// <param name="window">How many values a mean holds.</param>
    /// <param name="warmUp">How many values are needed before the first point.</param>
    public static IReadOnlyList<CurvePoint> Mean(IReadOnlyList<double> values, int window, int warmUp = 1)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        List<CurvePoint> points = [];
        double sum = 0;
        for (int i = 0; i < values.Count; i++)
        {
            sum += values[i];
            if (i >= window)
            {
                sum -= values[i - window];
            }

            if (i + 1 >= warmUp)
            {
                points.Add(new CurvePoint(i + 1, sum / Math.Min(i + 1, window)));
            }
        }

        return points;
    }

    /// <summary>Share of true values in the window.</summary>
    public static IReadOnlyList<CurvePoint> Share(IEnumerable<bool> hits, int window, int warmUp = 1) =>
        Mean([.. hits.Select(hit => hit ? 1.0 : 0.0)], window, warmUp);
}
