using LlsEdge.Learning;
using LlsEdge.Host.Models;
using LlsEdge.Vision;

namespace LlsEdge.Host.Compile;

/// <summary>Turns a model's leading frozen convolutions into C#.</summary>
public static class TrunkCompiler
{
    private static readonly (int Rows, int Columns)[] Cuts = [(1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (2, 4)];

    // What cutting a map anew takes an activation, measured on the virtual board: by lanes, and where a whole word of lanes moves.
    private const double RegroupCost = 1700;
    private const double SplitCost = 450;

    /// <summary>Compiles a trunk.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The trunk's name, a C# identifier.</param>
    /// <param name="layerCount">How many layers; by default all that are frozen and have a shape that can be compiled.</param>
    /// <param name="command">The command that the sources are said to come from.</param>
    /// <returns>The sources and what was chosen.</returns>
    /// <exception cref="ModelException">No layer can be compiled, or not as many as asked for.</exception>
    public static TrunkSources Compile(Model model, string name, int? layerCount, string command)
    {
        ArgumentNullException.ThrowIfNull(model);
        int possible = model.Layers.TakeWhile(layer => Obstacle(layer) is null).Count();
        int count = layerCount ?? possible;
        if (count < 1 || count > possible)
        {
            string obstacle = possible < model.Layers.Length ? $"layer {possible} {Obstacle(model.Layers[possible])}" : $"the model has {possible} layers";
            throw new ModelException($"The trunk of {model.GetName()} can have at most {possible} layers: {obstacle}.");
        }

        LayerKernels[] chosen = Choose(model, count);
        return TrunkSources.Write(model, name, chosen, command);
    }

    private static string? Obstacle(ConvolutionLayer layer) =>
        layer.Learns ? "learns"
        : layer.Weights is null ? "has no weights in this file"
        : layer.InputSize != layer.OutputSize * layer.Stride ? "has an output that is not its input's size divided by the stride"
        : layer.KernelSize - layer.Padding > layer.Stride ? "reads below a band's last row (kernel − padding must not exceed the stride)"
        : null;

    private static LayerKernels[] Choose(Model model, int count)
    {
        // The cheapest way to each layout of each layer, the cost of cutting maps anew included.
        var best = new Dictionary<LaneLayout, (double Cost, List<LayerKernels> Layers)>();
        for (int i = 0; i < count; i++)
        {
            ConvolutionLayer layer = model.Layers[i];
            int zero = i == 0 ? FramePlane.ZeroCode : 0;
            int largest = i == 0 ? 2 * FramePlane.ZeroCode : model.Layers[i - 1].ActivationLimit;
            ChannelSums[] sums = [.. Enumerable.Range(0, layer.OutputChannels).Select(k => ChannelSums.Of(layer, k, zero, largest))];
            var next = new Dictionary<LaneLayout, (double Cost, List<LayerKernels> Layers)>();
            int inputBits = i == 0 ? 8 : model.Layers[i - 1].ActivationBits;
            int widest = Math.Max(i == 0 ? 0 : inputBits, layer.ActivationBits);
            foreach (LaneLayout layout in LayoutsOf(layer.OutputSize).Where(layout => layout.Bits >= 2 * widest))
            {
                LayerKernels? kernels = LayerKernels.Find(new LayerTask(i, layer, inputBits, sums, layout));
                if (kernels is null)
                {
                    continue;
                }

                if (i == 0)
                {
                    next.Add(layout, (kernels.PerFrame.Cost, [kernels]));
                    continue;
                }

                (double cost, List<LayerKernels> before) = best.Select(way => (way.Value.Cost + RegroupingCost(way.Key, layout, layer), way.Value.Layers)).MinBy(way => way.Item1);
                next.Add(layout, (cost + kernels.PerFrame.Cost, [.. before, kernels]));
            }

            best = next.Count > 0 ? next : throw new ModelException($"Layer {i} of {model.GetName()} has sums that no lane holds: it cannot be compiled.");
        }

        return [.. best.Values.MinBy(way => way.Cost).Layers];
    }

    private static IEnumerable<LaneLayout> LayoutsOf(int size) =>
        from cut in Cuts
        where size % cut.Rows == 0 && size % cut.Columns == 0
        from layout in LaneLayout.For(cut.Rows, cut.Columns)
        select layout;

    private static double RegroupingCost(LaneLayout from, LaneLayout to, ConvolutionLayer consumer)
    {
        double activations = consumer.InputChannels * consumer.InputSize * consumer.InputSize / 2.0;
        return from == to ? 0
            : to.RowBands == 1 && to.ColumnBands == from.ColumnBands && to.Bits == from.Bits * from.RowBands ? activations / to.ColumnBands * SplitCost
            : activations * RegroupCost;
    }
}
