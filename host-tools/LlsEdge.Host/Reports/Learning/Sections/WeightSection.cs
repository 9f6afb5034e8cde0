using LlsEdge.Host.Reports.Charts;

namespace LlsEdge.Host.Reports.Learning.Sections;

/// <summary>How weights are spread, and what teaching changed.</summary>
internal static class WeightSection
{
    public static ReportSection Of(LearningReportInput input, LearningFigures figures)
    {
        if (figures.Weights.Count == 0)
        {
            return ReportSection.Missing("weights", "Weights", "Needs a model: --model FILE or --port PORT.");
        }

        bool compares = figures.Weights.Any(layer => layer.ValuesBefore is not null);
        var table = new NumberTable(
            "Weights",
            ["whose", "weights", "learns", "zero", "at the limit", "changed", "mean change"],
            [.. figures.Weights.Select(Row)]);
        return new ReportSection(
            "weights",
            "Weights",
            "As the board’s kernels use them, in whole numbers. "
                + (compares
                    ? "Outlines are the weights before. What is too small a change for a whole number is kept in masters with more bits, and not seen here."
                    : "Without a model before teaching (--before FILE) there is nothing to compare them with."),
            Markup.Of($"""<div class="three">{figures.Weights.Select(Draw)}</div>{table.RenderFolded()}"""));
    }

    private static Markup Draw(WeightChange layer, int index)
    {
        string change = layer.Changed switch
        {
            null => "",
            0 => ", unchanged",
            int changed => $", {Figures.Count(changed)} changed",
        };
        IReadOnlyList<int> before = layer.Changed > 0 ? layer.ValuesBefore! : [];
        IntegerBins bins = IntegerBins.Over(layer.Values.Concat(before));
        var histogram = new Histogram
        {
            Id = $"weights-{index}",
            Title = $"Weights of {layer.Name}",
            Description = $"{Figures.Count(layer.Values.Count)} weights, {Figures.Percent(layer.Zeros)} zero, "
                + $"{Figures.Percent(layer.AtLimit)} at the limit of {layer.Limit}{change}.",
            XLabel = FormattableString.Invariant($"weight × {layer.Scale:#,0}"),
            Start = bins.Start - 0.5,
            BinWidth = bins.Width,
            Bins = bins.Count(layer.Values),
            BinsBefore = before.Count > 0 ? bins.Count(before) : [],
        };
        return Markup.Of($"""
            <div><h3>{layer.Name}{(layer.Learns ? ", learns" : ", frozen")}</h3>
            <p class="note">{Figures.Count(layer.Values.Count)} weights{change}</p>{histogram.Render()}</div>
            {(before.Count > 0 ? DrawChanges(layer, index) : Markup.Empty)}
            """);
    }

    private static Markup DrawChanges(WeightChange layer, int index)
    {
        IReadOnlyList<int> changes = layer.Changes;
        IntegerBins bins = IntegerBins.Over(changes);
        string text = $"{Figures.Count(changes.Count(change => change > 0))} grew, {Figures.Count(changes.Count(change => change < 0))} shrank";
        var histogram = new Histogram
        {
            Id = $"changes-{index}",
            Title = $"Changes of the weights of {layer.Name}",
            Description = $"{text}; from {changes.Min()} to {changes.Max()}.",
            XLabel = FormattableString.Invariant($"change × {layer.Scale:#,0}, unchanged left out"),
            Start = bins.Start - 0.5,
            BinWidth = bins.Width,
            Bins = bins.Count(changes),
        };
        return Markup.Of($"""<div><h3>{layer.Name}, change</h3><p class="note">{text}</p>{histogram.Render()}</div>""");
    }

    private static string[] Row(WeightChange layer) =>
    [
        layer.Name,
        Figures.Count(layer.Values.Count),
        layer.Learns ? "yes" : "no",
        Figures.Percent(layer.Zeros),
        Figures.Percent(layer.AtLimit),
        layer.Changed is int changed ? Figures.Count(changed) : "–",
        layer.MeanChange is double change ? FormattableString.Invariant($"{change:0.0000}") : "–",
    ];
}
