using LlsEdge.Host.Reports.Charts;

namespace LlsEdge.Host.Reports.Learning.Sections;

/// <summary>Whether the model is as sure as it should be.</summary>
internal static class CalibrationSection
{
    public static ReportSection Of(LearningReportInput input, LearningFigures figures)
    {
        if (input.AnswersAfter is not FrameAnswers answers)
        {
            return ReportSection.Missing("calibration", "How sure, how right", "Needs a model and labelled frames: --model FILE or --port PORT, and --data SET.");
        }

        Calibration after = answers.Calibration;
        Calibration? before = input.AnswersBefore?.Calibration;
        string was = before is null ? "" : $"; before {Figures.Percent(before.Error)}";
        var diagram = new ReliabilityDiagram
        {
            Id = "reliability",
            Title = "Reliability diagram",
            Description = $"Expected calibration error {Figures.Percent(after.Error)}{was}. "
                + string.Join("; ", after.Bins.Select(
                    bin => $"sure by {Figures.WholePercent(bin.Confidence)}: right {Figures.WholePercent(bin.Accuracy)} of {bin.Count}")) + ".",
            Least = 1.0 / answers.ClassCount,
            Points = after.ToPoints(),
            PointsBefore = before?.ToPoints() ?? [],
        };
        var table = new NumberTable(
            "How sure, how right",
            ["sure", "frames", "right", "95 % interval"],
            [.. after.Bins.Select(Row)]);
        return new ReportSection(
            "calibration",
            "How sure, how right",
            $"Expected calibration error: {Figures.Percent(after.Error)}{was}. Dots below the line: the model is too sure; above: too modest. "
                + "The larger a dot, the more frames.",
            Markup.Of($"{diagram.Render()}{table.RenderFolded()}"));
    }

    private static string[] Row(CalibrationBin bin)
    {
        Interval interval = Interval.OfShare(bin.Correct, bin.Count);
        return
        [
            Figures.Percent(bin.Confidence), $"{bin.Count}", $"{bin.Correct} ({Figures.Percent(bin.Accuracy)})",
            $"{Figures.WholePercent(interval.Low)} to {Figures.WholePercent(interval.High)}",
        ];
    }
}
