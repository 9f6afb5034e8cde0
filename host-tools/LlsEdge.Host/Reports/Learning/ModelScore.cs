namespace LlsEdge.Host.Reports.Learning;

/// <summary>How good a model's answers are on a set.</summary>
/// <param name="Correct">Right answers.</param>
/// <param name="Total">All answers.</param>
/// <param name="Accuracy">The share that is right, 0 to 1.</param>
/// <param name="Interval">Its confidence interval.</param>
/// <param name="BalancedAccuracy">The mean over the classes of each one's share, 0 to 1.</param>
/// <param name="RocArea">The area under the ROC curve, 0 to 1; null where frames of one class only are known.</param>
/// <param name="CalibrationError">The expected calibration error, 0 to 1.</param>
/// <param name="Confusion">[true class][answer].</param>
public sealed record ModelScore(
    int Correct,
    int Total,
    double Accuracy,
    Interval Interval,
    double BalancedAccuracy,
    double? RocArea,
    double CalibrationError,
    IReadOnlyList<IReadOnlyList<int>> Confusion)
{
    /// <summary>Scores answers.</summary>
    /// <param name="answers">The answers, at least one.</param>
    public static ModelScore Of(FrameAnswers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var evaluation = answers.Evaluation;
        int correct = answers.Correct;
        int total = answers.Labels.Count;
        return new ModelScore(
            correct,
            total,
            evaluation.Accuracy,
            Interval.OfShare(correct, total),
            evaluation.BalancedAccuracy,
            evaluation.RocArea,
            answers.Calibration.Error,
            evaluation.Confusion);
    }
}
