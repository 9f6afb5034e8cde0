using LlsEdge.Link;

namespace LlsEdge.Host.Reports.Learning;

/// <summary>Everything that a report works out of its input; null where something is missing for it.</summary>
/// <param name="FramesTaught">Frames taught between the model before and the model as it is, else training steps in the journal.</param>
/// <param name="Before">The score of the model before.</param>
/// <param name="After">The score of the model as it is.</param>
/// <param name="Paired">The two models' answers, frame by frame.</param>
/// <param name="Pace">Frames an hour.</param>
/// <param name="Sweep">Detections and false alarms over the threshold.</param>
/// <param name="Threshold">The board's threshold.</param>
/// <param name="Curves">What the journal tells; null without a training step.</param>
/// <param name="Weights">The model's weights, layer by layer.</param>
public sealed record LearningFigures(
    int? FramesTaught,
    ModelScore? Before,
    ModelScore? After,
    PairedAnswers? Paired,
    FramePace Pace,
    ThresholdSweep? Sweep,
    int Threshold,
    JournalCurves? Curves,
    IReadOnlyList<WeightChange> Weights)
{
    /// <summary>Works them out.</summary>
    /// <param name="input">What is known.</param>
    public static LearningFigures Of(LearningReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        JournalCurves? curves = input.Journal is null ? null : new JournalCurves(input.Journal);
        FramePace pace = FramePace.Of(input);
        return new LearningFigures(
            CountTaught(input, curves),
            input.AnswersBefore is null ? null : ModelScore.Of(input.AnswersBefore),
            input.AnswersAfter is null ? null : ModelScore.Of(input.AnswersAfter),
            input is { AnswersBefore: FrameAnswers before, AnswersAfter: FrameAnswers after }
                ? PairedAnswers.Of(after.Labels, before.Predicted, after.Predicted)
                : null,
            pace,
            SweepThresholds(input, pace),
            input.Setting(SettingKey.Threshold),
            curves is { Steps.Count: > 0 } ? curves : null,
            input.After is null ? [] : WeightChange.Of(input.After.Model, input.Before?.Model));
    }

    private static int? CountTaught(LearningReportInput input, JournalCurves? curves) =>
        input is { Before: ReportedModel before, After: ReportedModel after } && after.Model.Step >= before.Model.Step
            ? after.Model.Step - before.Model.Step
            : curves?.Steps.Count;

    private static ThresholdSweep? SweepThresholds(LearningReportInput input, FramePace pace)
    {
        FrameAnswers? answers = input.Watched ?? input.AnswersAfter;
        if (answers is null)
        {
            return null;
        }

        int[] confidences = answers.ConfidencesIn(input.DetectionClass);
        bool[] isClass = [.. answers.Labels.Select(label => label == input.DetectionClass)];
        return input.Watched is null
            ? ThresholdSweep.OfFrames(confidences, isClass, pace.FramesPerHour)
            : ThresholdSweep.OfSequence(
                confidences, isClass, pace.FramesPerHour, input.Setting(SettingKey.Hysteresis), input.Setting(SettingKey.HoldMilliseconds));
    }
}
