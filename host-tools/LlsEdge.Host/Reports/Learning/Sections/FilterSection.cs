using LlsEdge.Host.Reports.Charts;
using LlsEdge.Learning;

namespace LlsEdge.Host.Reports.Learning.Sections;

/// <summary>The first layer's filters.</summary>
internal static class FilterSection
{
    public static ReportSection Of(LearningReportInput input)
    {
        if (input.After is null)
        {
            return ReportSection.Missing("filters", "What the first layer looks for", "Needs a model: --model FILE or --port PORT.");
        }

        if (input.After.Model.Backbone is not null)
        {
            return ReportSection.Missing("filters", "What the first layer looks for", "The first layer is an imported backbone, which teaching does not change.");
        }

        ConvolutionLayer layer = input.After.Model.Layers[0];
        int size = input.After.Model.InputSize;
        ConvolutionLayer? before = input.Before?.Model.Layers[0];
        bool differs = before?.Weights?.Length == layer.Weights.Length && !before.Weights.AsSpan().SequenceEqual(layer.Weights);
        Markup was = differs ? Markup.Of($"<div><h3>Before</h3>{Draw(before!, "filters-before")}</div>") : Markup.Empty;
        string change = before is null ? "" : differs ? " Teaching changed them." : " Teaching did not change them.";
        return new ReportSection(
            "filters",
            "What the first layer looks for",
            $"{layer.OutputChannels} filters of {layer.KernelSize}×{layer.KernelSize} pixels of the network’s {size}×{size} input. "
                + $"Orange weighs for, blue against, the stronger the more.{change}",
            Markup.Of($"""<div class="two">{was}<div>{(differs ? new Markup("<h3>After</h3>") : Markup.Empty)}{Draw(layer, "filters-after")}</div></div>"""));
    }

    private static Markup Draw(ConvolutionLayer layer, string id)
    {
        double largest = Math.Max(1, layer.Weights.Max(weight => Math.Abs((int)weight)));
        double[] weights = [.. layer.Weights.Select(weight => weight / largest)];
        return new FilterSheet
        {
            Id = id,
            Title = "Filters of the first layer",
            Description = $"{layer.OutputChannels} filters of {layer.KernelSize}×{layer.KernelSize} weights; "
                + $"the largest weight is {largest / (1 << layer.WeightExponent):0.00} in size.",
            Size = layer.KernelSize,
            Filters = [.. weights.Chunk(layer.KernelSize * layer.KernelSize)],
        }.Render();
    }
}
