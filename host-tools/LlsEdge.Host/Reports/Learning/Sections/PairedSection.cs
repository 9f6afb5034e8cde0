using LlsEdge.Host.Data;
using LlsEdge.Host.Reports.Charts;

namespace LlsEdge.Host.Reports.Learning.Sections;

/// <summary>What teaching mended and what it spoilt.</summary>
internal static class PairedSection
{
    private const int MostExamples = 12;

    public static ReportSection Of(LearningReportInput input, LearningFigures figures)
    {
        if (figures.Paired is not PairedAnswers paired)
        {
            return ReportSection.Missing(
                "paired",
                "The same frames, before and after",
                "Needs the model before teaching and labelled frames: --before FILE (where none is found by itself) and --data SET.");
        }

        string[] names = [.. input.ClassNames];
        FrameAnswers before = input.AnswersBefore!;
        FrameAnswers after = input.AnswersAfter!;
        int[] mended = [.. Enumerable.Range(0, paired.Total).Where(i => before.Predicted[i] != after.Labels[i] && after.Predicted[i] == after.Labels[i])];
        int[] spoilt = [.. Enumerable.Range(0, paired.Total).Where(i => before.Predicted[i] == after.Labels[i] && after.Predicted[i] != after.Labels[i])];
        Markup table = Markup.Of($"""
            <div class="scroll"><table class="matrix"><caption>Frames, by both answers</caption>
            <thead><tr><td></td><th scope="col">right after</th><th scope="col">wrong after</th></tr></thead>
            <tbody><tr><th scope="row">right before</th>{Cell("hit", paired.BothRight, paired.Total, "")}{Cell("miss", paired.Spoilt, paired.Total, "spoilt, ")}</tr>
            <tr><th scope="row">wrong before</th>{Cell("hit", paired.Mended, paired.Total, "mended, ")}{Cell("miss", paired.BothWrong, paired.Total, "")}</tr></tbody></table></div>
            """);
        return new ReportSection(
            "paired",
            "The same frames, before and after",
            "Examples are spread evenly over all frames that teaching mended or spoilt: none is picked by hand.",
            Markup.Of($"{table}{Shots("Mended", mended, input.Frames!, names, before, after)}{Shots("Spoilt", spoilt, input.Frames!, names, before, after)}"));
    }

    private static Markup Cell(string kind, int count, int total, string what) => Markup.Of(
        $"""<td class="{kind}" style="--share:{count / (double)total:0.00}">{count} <small>{what}{Figures.WholePercent(count / (double)total)}</small></td>""");

    private static Markup Shots(string title, int[] frames, ImageSet set, string[] names, FrameAnswers before, FrameAnswers after)
    {
        if (frames.Length == 0)
        {
            return Markup.Of($"""<h3 class="gap">{title}: none</h3>""");
        }

        int count = Math.Min(MostExamples, frames.Length);
        IEnumerable<int> chosen = Enumerable.Range(0, count).Select(n => frames[n * frames.Length / count]);
        return Markup.Of($"""
            <h3 class="gap">{title}: {count} of {frames.Length}</h3>
            {FrameGrid.Render(chosen.Select(i => new FrameExample(
                DataUri.OfFrame(set.GetFrame(i), set.Size), names[after.Labels[i]], names[before.Predicted[i]], names[after.Predicted[i]])))}
            """);
    }
}
