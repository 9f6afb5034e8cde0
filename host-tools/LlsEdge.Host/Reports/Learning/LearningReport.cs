using LlsEdge.Host.Reports.Learning.Sections;

namespace LlsEdge.Host.Reports.Learning;

/// <summary>
/// What a board has learnt, as one HTML page that needs nothing else. Every section is there: one whose input is missing says what to pass to get it.
/// </summary>
public static class LearningReport
{
    /// <summary>Draws the page.</summary>
    /// <param name="input">What is known.</param>
    /// <param name="figures">What was worked out of it.</param>
    /// <returns>HTML.</returns>
    public static string Render(LearningReportInput input, LearningFigures figures)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(figures);
        ReportSection[] sections = Sections(input, figures);
        string headline = Headline(input, figures);
        return new ReportPage(
            $"LlsEdge: {headline}",
            "LlsEdge report",
            headline,
            Lead(input, figures),
            Badges(input),
            Markup.Of($"{ReportPage.Contents(sections)}{Cards(sections)}")).Render();
    }

    /// <summary>The titles of the sections for which something is missing.</summary>
    /// <param name="input">What is known.</param>
    /// <param name="figures">What was worked out of it.</param>
    /// <returns>What is missing by section: title and what to pass.</returns>
    public static IReadOnlyList<(string Section, string Needs)> Missing(LearningReportInput input, LearningFigures figures) =>
        [.. Sections(input, figures).Where(section => section.IsMissing).Select(section => (section.Title, section.Note))];

    private static ReportSection[] Sections(LearningReportInput input, LearningFigures figures) =>
    [
        SummarySection.Of(input, figures),
        LearningSection.Of(input, figures),
        PairedSection.Of(input, figures),
        ConfusionSection.Of(input, figures),
        ThresholdSection.Of(input, figures),
        RocSection.Of(input, figures),
        CalibrationSection.Of(input, figures),
        WeightSection.Of(input, figures),
        ActivitySection.Of(input, figures),
        FilterSection.Of(input),
        CostSection.Of(input, figures),
        OriginSection.Of(input),
    ];

    // The two square charts stand side by side.
    private static IEnumerable<Markup> Cards(ReportSection[] sections)
    {
        for (int i = 0; i < sections.Length; i++)
        {
            yield return sections[i].Id == RocSection.Id && !sections[i].IsMissing
                ? Markup.Of($"""<div class="two">{sections[i].Render()}{sections[++i].Render()}</div>""")
                : sections[i].Render();
        }
    }

    private static string Headline(LearningReportInput input, LearningFigures figures)
    {
        string taught = figures.FramesTaught is int count ? $"Taught {Figures.Count(count)} frame{(count == 1 ? "" : "s")}" : "Taught";
        if (figures is { Before: ModelScore before, After: ModelScore after, Paired: PairedAnswers paired })
        {
            Interval interval = paired.DifferenceInterval;
            string change = interval.Low > 0 ? "it got better" : interval.High < 0 ? "it got worse" : "no clear change";
            return $"{taught}, {change}: {Figures.Percent(before.Accuracy)} → {Figures.Percent(after.Accuracy)} right";
        }

        return figures.After is ModelScore only
            ? $"{Figures.Percent(only.Accuracy)} of {only.Total} frames right"
            : figures.Curves is JournalCurves curves
                ? $"{taught}, {Figures.Percent(curves.Correct / (double)curves.Steps.Count)} right before they were learnt"
                : $"The model {input.After?.Name}";
    }

    private static string Lead(LearningReportInput input, LearningFigures figures)
    {
        string what = input.After is ReportedModel model
            ? $"{model.Name} tells {string.Join(", ", model.ClassNames.SkipLast(1))} from {model.ClassNames[^1]} in frames of "
                + $"{model.Model.FrameSize}×{model.Model.FrameSize} pixels, with whole numbers only. "
            : "";
        string where = input.Board is ReportedBoard board
            ? board.Info.IsVirtual ? "It runs on a virtual board: the firmware itself, on this desk. " : $"It runs on a {board.Info.Target}. "
            : "";
        string frames = figures.Paired is PairedAnswers paired ? $"Before and after are measured on the same {paired.Total} frames." : "";
        return (what + where + frames).TrimEnd();
    }

    private static string[] Badges(LearningReportInput input) =>
    [
        .. input.After is ReportedModel model ? (string[])[$"model CRC {model.Crc:X8}"] : [],
        .. input.Frames is { } frames ? (string[])[$"{frames.Count} frames of {Path.GetFileName(frames.Source.TrimEnd('/', '\\'))}"] : [],
        input.Date,
    ];
}
