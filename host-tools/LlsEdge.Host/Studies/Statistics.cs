namespace LlsEdge.Host.Studies;

/// <summary>Mean and spread of some measurements.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation of a sample (n − 1); 0 for one value.</param>
public sealed record Statistics(double Mean, double Deviation)
{
    /// <summary>Computes both.</summary>
    /// <param name="values">At least one value.</param>
    /// <returns>Mean and deviation.</returns>
    public static Statistics Of(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double mean = values.Average();
        return new Statistics(mean, values.Count == 1 ? 0 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1)));
    }
}
