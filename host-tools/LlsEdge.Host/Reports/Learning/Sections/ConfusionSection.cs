using LlsEdge.Host.Reports.Charts;

namespace LlsEdge.Host.Reports.Learning.Sections;

/// <summary>What is taken for what.</summary>
internal static class ConfusionSection
{
    // As many columns as have room beside one another twice.
    private const int MostClassesSideBySide = 4;

    public static ReportSection Of(LearningReportInput input, LearningFigures figures)
    {
        if (figures.After is not ModelScore after)
        {
            return ReportSection.Missing("confusion", "What is taken for what", "Needs a model and labelled frames: --model FILE or --port PORT, and --data SET.");
        }

        string layout = input.ClassNames.Count > MostClassesSideBySide ? "one" : "two";
        Markup before = figures.Before is ModelScore was ? Draw("Before", was, input.ClassNames) : Markup.Empty;
        return new ReportSection(
            "confusion",
            "What is taken for what",
            "Rows are what the frames show, columns what the model says; percent are of the row. Balanced accuracy is the mean of the classes’ own shares.",
            Markup.Of($"""<div class="{layout}">{before}{Draw("After", after, input.ClassNames)}</div>"""));
    }

    private static Markup Draw(string when, ModelScore score, IReadOnlyList<string> names) =>
        Markup.Of($"<div>{ConfusionMatrix.Render($"{when}: balanced {Figures.Percent(score.BalancedAccuracy)}", names, score.Confusion)}</div>");
}
