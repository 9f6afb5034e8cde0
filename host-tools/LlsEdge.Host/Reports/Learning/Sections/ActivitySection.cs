using LlsEdge.Host.Reports.Charts;

namespace LlsEdge.Host.Reports.Learning.Sections;

/// <summary>What the layers put out over the frames.</summary>
internal static class ActivitySection
{
    public static ReportSection Of(LearningReportInput input, LearningFigures figures)
    {
        if (input.AnswersAfter is not FrameAnswers answers)
        {
            return ReportSection.Missing("activations", "Activations", "Needs a model and frames: --model FILE or --port PORT, and --data SET.");
        }

        IReadOnlyList<LayerActivity>? before = input.AnswersBefore?.Activity;
        before = before?.Count == answers.Activity.Count ? before : null;
        var table = new NumberTable(
            "Activations",
            ["layer", "zero", "at the limit", "limit"],
            [
                .. answers.Activity.Select((layer, i) => (IReadOnlyList<string>)
                    [$"layer {i + 1}", Figures.Percent(layer.Zeros), Figures.Percent(layer.AtLimit), $"{layer.Counts.Count - 1}"]),
            ]);
        return new ReportSection(
            "activations",
            "Activations",
            $"Every value that a layer puts out over the {answers.Labels.Count} frames. Zeros, what ReLU cuts off, are told in words only: they would dwarf the rest. "
                + "Values at the limit are clamped ones, and few that reach it exactly.",
            Markup.Of($"""<div class="three">{answers.Activity.Select((layer, i) => Draw(layer, before?[i], i))}</div>{table.RenderFolded()}"""));
    }

    private static Markup Draw(LayerActivity layer, LayerActivity? before, int index)
    {
        bool differs = before is not null && !before.Counts.SequenceEqual(layer.Counts);
        string text = $"{Figures.Percent(layer.Zeros)} zero, {Figures.Percent(layer.AtLimit)} at the limit";
        var histogram = new Histogram
        {
            Id = $"activations-{index}",
            Title = $"Activations of layer {index + 1}",
            Description = $"{text} of {layer.Counts.Count - 1}.",
            XLabel = "activation, zeros left out",
            Start = 0.5,
            BinWidth = 1,
            Bins = Shares(layer),
            BinsBefore = differs ? Shares(before!) : [],
            Format = Figures.WholePercent,
        };
        return Markup.Of($"""<div><h3>Layer {index + 1}</h3><p class="note">{text}</p>{histogram.Render()}</div>""");
    }

    private static double[] Shares(LayerActivity layer)
    {
        double total = Math.Max(1, layer.Counts.Sum());
        return [.. layer.Counts.Skip(1).Select(count => count / total)];
    }
}
