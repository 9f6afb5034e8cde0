namespace LlsEdge.Host.Studies.Personalise;

/// <summary>Nearest class mean with a diagonal variance shared by the classes. The variance starts as that of some pseudo-frames of the factory set, where
/// every feature has variance 1.</summary>
internal sealed class Prototypes
{
    private const double PseudoFrames = 10;

    private readonly double[]?[] _means;
    private readonly double[] _precision;

    public Prototypes(double[][] features, int[] labels, int classes)
    {
        int length = features[0].Length;
        _means =
        [
            .. Enumerable.Range(0, classes).Select(c =>
            {
                double[][] members = [.. features.Where((_, i) => labels[i] == c)];
                return members.Length == 0 ? null : (double[])[.. Enumerable.Range(0, length).Select(j => members.Average(m => m[j]))];
            }),
        ];
        _precision =
        [
            .. Enumerable.Range(0, length).Select(j =>
                (features.Length + PseudoFrames) / (PseudoFrames + features.Select((f, i) => Square(f[j] - _means[labels[i]]![j])).Sum())),
        ];
    }

    /// <summary>Decides.</summary>
    /// <param name="features">A frame's features.</param>
    /// <returns>The nearest class of those that were seen.</returns>
    public int Predict(double[] features)
    {
        double[] distances = [.. _means.Select(mean => mean is null ? double.PositiveInfinity : Distance(features, mean))];
        return Array.IndexOf(distances, distances.Min());
    }

    private double Distance(double[] features, double[] mean) => features.Select((f, j) => _precision[j] * Square(f - mean[j])).Sum();

    private static double Square(double value) => value * value;
}
