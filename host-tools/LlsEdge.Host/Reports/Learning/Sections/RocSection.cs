using LlsEdge.Host.Reports.Charts;

namespace LlsEdge.Host.Reports.Learning.Sections;

/// <summary>Detections against false detections, whatever the threshold.</summary>
internal static class RocSection
{
    /// <summary>The section's anchor.</summary>
    internal const string Id = "roc";

    public static ReportSection Of(LearningReportInput input, LearningFigures figures)
    {
        const string Title = "Telling it apart at any threshold";
        if (input.AnswersAfter is not FrameAnswers answers)
        {
            return ReportSection.Missing(Id, Title, "Needs a model and labelled frames: --model FILE or --port PORT, and --data SET.");
        }

        IReadOnlyList<CurvePoint> after = Points(answers, input.DetectionClass);
        if (after.Count == 0)
        {
            return ReportSection.Missing(Id, Title, $"Needs frames with and without {input.DetectionName}: the set has one kind only.");
        }

        string area = figures.After?.RocArea is double now ? FormattableString.Invariant($"{now:0.000}") : "unknown";
        string was = figures.Before?.RocArea is double old ? FormattableString.Invariant($"; before {old:0.000}") : "";
        List<Curve> curves = [new Curve("after", after)];
        List<string> styles = [LineChart.After];
        if (input.AnswersBefore is FrameAnswers answersBefore)
        {
            curves.Insert(0, new Curve("before", Points(answersBefore, input.DetectionClass)));
            styles.Insert(0, LineChart.Before);
        }

        var chart = new LineChart
        {
            Id = "roc-curve",
            Title = "Receiver operating characteristic",
            Description = $"Area under the curve {area}{was}.",
            X = Axis.Share("false: share of the other frames"),
            Y = Axis.Share($"detected: share of {input.DetectionName}"),
            Curves = curves,
            CurveStyles = styles,
            HasDiagonal = true,
        };
        string which = answers.ClassCount > 2 ? "Mean area over the classes" : "Area under the curve";
        return new ReportSection(
            Id, Title, $"{which}: {area}{was} (a guess gets 0.5, on the dotted line; 1 is perfect). The curve is that of {input.DetectionName}.", chart.Render());
    }

    private static IReadOnlyList<CurvePoint> Points(FrameAnswers answers, int label) =>
        RocPoints.Of([.. answers.Probabilities.Select(frame => frame[label])], [.. answers.Labels.Select(truth => truth == label)]);
}
