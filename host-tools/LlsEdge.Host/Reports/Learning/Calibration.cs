using LlsEdge.Host.Reports.Charts;

namespace LlsEdge.Host.Reports.Learning;

/// <summary>Answers of about the same confidence.</summary>
/// <param name="Confidence">Their mean confidence, 0 to 1.</param>
/// <param name="Correct">How many are right.</param>
/// <param name="Count">How many there are.</param>
public sealed record CalibrationBin(double Confidence, int Correct, int Count)
{
    /// <summary>Gets the share that is right.</summary>
    public double Accuracy => Correct / (double)Count;
}

/// <summary>Whether a model is as sure as it is right.</summary>
/// <param name="Bins">Answers by confidence, the least sure first; empty bins are left out.</param>
public sealed record Calibration(IReadOnlyList<CalibrationBin> Bins)
{
    /// <summary>How many bins the confidences from a guess to certainty are divided into.</summary>
    public const int BinCount = 10;

    /// <summary>
    /// Gets the expected calibration error (Naeini and others, 2015), 0 to 1: how far apart confidence and accuracy are, bin by bin, weighted by counts.
    /// </summary>
    public double Error
    {
        get
        {
            double total = Bins.Sum(bin => bin.Count);
            return Bins.Sum(bin => bin.Count / total * Math.Abs(bin.Accuracy - bin.Confidence));
        }
    }

    /// <summary>Sorts answers into bins of one width between the least confidence an answer can have, 1 in as many as there are classes, and 1.</summary>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="answers">Each answer's confidence, 0 to 1, and whether it is right.</param>
    public static Calibration Of(int classes, IEnumerable<(double Confidence, bool IsRight)> answers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        double least = 1.0 / classes;
        return new Calibration(
        [
            .. answers
                .GroupBy(answer => Math.Clamp((int)((answer.Confidence - least) / (1 - least) * BinCount), 0, BinCount - 1))
                .OrderBy(bin => bin.Key)
                .Select(bin => new CalibrationBin(bin.Average(answer => answer.Confidence), bin.Count(answer => answer.IsRight), bin.Count())),
        ]);
    }

    /// <summary>The bins as dots of a diagram.</summary>
    internal IReadOnlyList<ReliabilityPoint> ToPoints() =>
    [
        .. Bins.Select(bin =>
        {
            Interval interval = Interval.OfShare(bin.Correct, bin.Count);
            return new ReliabilityPoint(bin.Confidence, bin.Accuracy, interval.Low, interval.High, bin.Count);
        }),
    ];
}
