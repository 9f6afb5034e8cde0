using LlsEdge.Host.Reports.Charts;

namespace LlsEdge.Host.Reports.Learning.Sections;

/// <summary>The curves over the frames taught.</summary>
internal static class LearningSection
{
    private const string Id = "learning";
    private const string Title = "Learning, frame by frame";

    public static ReportSection Of(LearningReportInput input, LearningFigures figures)
    {
        if (figures.Curves is not JournalCurves curves)
        {
            return ReportSection.Missing(
                Id,
                Title,
                input.Journal is null
                    ? "Needs the board's journal: --port PORT, or --log FILE with a log that 'llsedge log --out FILE' or 'train --log FILE' wrote."
                    : "The journal that was given holds no training step.");
        }

        IReadOnlyList<TimelineEvent> events = curves.Events;
        Axis x = Axis.UpTo("frames taught", [curves.Steps.Count]);
        var accuracy = new LineChart
        {
            Id = "accuracy-curve",
            Title = "Right before learning",
            Description = $"Share right of the last {curves.Window} frames, each judged before it was taught{End(curves.Accuracy, Figures.Percent)}.",
            X = x,
            Y = Axis.Share("right before it was learnt"),
            Curves = [new Curve($"mean of the last {curves.Window}", curves.Accuracy)],
            Events = events,
        };
        return new ReportSection(
            Id,
            Title,
            $"From the board’s journal: {curves.Steps.Count} training steps, number {curves.Steps[0].Step} to {curves.Steps[^1].Step}. Each frame was judged before its "
                + $"label was used: {curves.Correct} of {curves.Steps.Count} right ({Figures.Percent(curves.Correct / (double)curves.Steps.Count)}).",
            Markup.Of($"""<div class="two">{Titled("Right before it was learnt", accuracy)}{Local(input, curves, x, events)}</div>"""));
    }

    private static Markup Local(LearningReportInput input, JournalCurves curves, Axis x, IReadOnlyList<TimelineEvent> events)
    {
        IReadOnlyList<Curve> loss = curves.LocalLoss;
        if (loss.Count == 0)
        {
            return Markup.Of($"""<div><h3>Each layer’s own loss</h3><p class="note">No convolution of this model learns on the board: only its readout does.</p></div>""");
        }

        IReadOnlyList<Curve> confidence = curves.LocalConfidence;
        var table = new NumberTable(
            "Each layer’s own rule at the end",
            ["layer", "p of the true class", "loss, nats"],
            [
                .. confidence.Zip(loss).Where(pair => pair.First.Points.Count > 0).Select(pair => (IReadOnlyList<string>)
                    [pair.First.Name, Figures.Percent(pair.First.Points[^1].Y), FormattableString.Invariant($"{pair.Second.Points[^1].Y:0.000}")]),
            ]);
        double guess = Math.Round(Math.Log(Math.Max(1, input.ClassNames.Count)), 3);
        var lossChart = new LineChart
        {
            Id = "loss-curve",
            Title = "Each layer's own loss",
            Description = "Mean of −ln p of the true class by each layer's local rule: "
                + string.Join(", ", loss.Select(curve => curve.Name + End(curve.Points, value => FormattableString.Invariant($"{value:0.000}")))) + ".",
            X = x,
            Y = Axis.Rounded("−ln p(true class)", loss.SelectMany(curve => curve.Points).Select(point => point.Y).Append(guess)),
            Curves = loss,
            Marks = guess > 0 ? [new HorizontalMark("a guess:", guess)] : [],
            Events = events,
        };
        return Markup.Of($"""
            <div><h3>Each layer’s own loss</h3>{lossChart.Render()}
            <p class="note">Each layer learns from a loss of its own, from its latent and a fixed basis alone.</p>{table.RenderFolded()}</div>
            """);
    }

    private static Markup Titled(string title, LineChart chart) => Markup.Of($"<div><h3>{title}</h3>{chart.Render()}</div>");

    private static string End(IReadOnlyList<CurvePoint> points, Func<double, string> format) => points.Count == 0 ? "" : $" ends at {format(points[^1].Y)}";
}
