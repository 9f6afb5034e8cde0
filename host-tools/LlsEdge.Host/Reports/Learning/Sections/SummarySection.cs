using LlsEdge.Host.Reports.Charts;

namespace LlsEdge.Host.Reports.Learning.Sections;

/// <summary>What came of it, in bars and in a sentence.</summary>
internal static class SummarySection
{
    public static ReportSection Of(LearningReportInput input, LearningFigures figures)
    {
        if (figures.After is not ModelScore after)
        {
            return ReportSection.Missing(
                "accuracy", "Frames told right", "Needs a model and labelled frames that the board was not taught: --model FILE or --port PORT, and --data SET.");
        }

        List<ShareBar> bars = [];
        if (figures.Before is ModelScore before)
        {
            bars.Add(Bar("Before teaching", input.Before!.Source, before, false));
        }

        bars.Add(Bar("After teaching", input.After!.Source, after, true));
        Markup sentence = figures.Paired is PairedAnswers paired ? Markup.Of($"""<p class="say">{Say(paired)}</p>""") : Markup.Of(
            $"""<p class="say">How good the model was before teaching is not known: --before FILE names it.</p>""");
        return new ReportSection(
            "accuracy",
            "Frames told right",
            $"Measured on the {after.Total} frames of {input.Frames!.Source}, on the desk, in the board’s exact arithmetic. Whiskers are 95 % intervals; "
                + $"the dotted line is what guessing among {input.ClassNames.Count} classes gets. It counts only for frames that the board was not taught.",
            Markup.Of($"{sentence}{ShareBars.Render(bars, 1.0 / Math.Max(1, input.ClassNames.Count))}"));
    }

    /// <summary>The difference that teaching made, in words.</summary>
    /// <param name="paired">The answers before and after.</param>
    internal static string Say(PairedAnswers paired)
    {
        Interval interval = paired.DifferenceInterval;
        string verdict = interval.Low > 0 ? "Teaching helped" : interval.High < 0 ? "Teaching did harm" : "Teaching made no clear difference";
        string probability = paired.PValue < 0.001 ? "less than 1 in 1,000" : FormattableString.Invariant($"{paired.PValue:0.000}");
        return $"{verdict}: it mended {paired.Mended} of the {paired.Total} frames and spoilt {paired.Spoilt}, {Figures.Points(paired.Difference)} points "
            + $"(95 % interval {Figures.Points(interval.Low)} to {Figures.Points(interval.High)}). "
            + $"The chance of so uneven a change, if teaching did nothing, is {probability}.";
    }

    private static ShareBar Bar(string name, string detail, ModelScore score, bool isMain) =>
        new(name, $"{score.Correct} of {score.Total}; {detail}", score.Accuracy, isMain) { Interval = (score.Interval.Low, score.Interval.High) };
}
