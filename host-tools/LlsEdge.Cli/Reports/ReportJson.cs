using LlsEdge.Host.Reports.Learning;

namespace LlsEdge.Cli.Reports;

/// <summary>A report's numbers as JSON.</summary>
internal static class ReportJson
{
    /// <summary>Gives the numbers.</summary>
    /// <param name="file">The report's file.</param>
    /// <param name="input">What the report was made of.</param>
    /// <param name="figures">What was worked out of it.</param>
    /// <returns>An object for JSON.</returns>
    public static object Of(string file, LearningReportInput input, LearningFigures figures) => new
    {
        report = file,
        port = input.Board?.Port,
        model = Describe(input.After),
        modelBefore = Describe(input.Before),
        figures.FramesTaught,
        framesTested = input.Frames?.Count,
        figures.Before,
        figures.After,
        paired = figures.Paired,
        detection = figures.Sweep is ThresholdSweep sweep
            ? new
            {
                classIndex = input.DetectionClass,
                className = input.DetectionName,
                figures.Threshold,
                sweep.FramesPerHour,
                framesPerHourSource = figures.Pace.Source,
                sweep.IsSequence,
                current = sweep.Points[figures.Threshold],
                choices = sweep.Choices.Select(choice => new { choice.Purpose, choice.Point.Threshold, choice.Point.DetectionRate, choice.Point.FalseAlarmsPerHour }),
                points = sweep.Points,
            }
            : null,
        learning = figures.Curves is JournalCurves curves ? new { steps = curves.Steps.Count, curves.Correct, curves.Window, accuracy = curves.Accuracy[^1].Y } : null,
        missing = LearningReport.Missing(input, figures).Select(missing => new { missing.Section, missing.Needs }),
    };

    private static object? Describe(ReportedModel? model) =>
        model is null ? null : new { model.Name, model.Source, model.Crc, model.Bytes, steps = model.Model.Step, model.ClassNames };
}
