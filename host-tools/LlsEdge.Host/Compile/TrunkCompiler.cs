using LlsEdge.Learning;
using LlsEdge.Host.Models;
using LlsEdge.Vision;

namespace LlsEdge.Host.Compile;

/// <summary>Turns a model's leading frozen convolutions into C#.</summary>
public static class TrunkCompiler
{
    private static readonly (int Rows, int Columns)[] Cuts = [(1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (2, 4)];

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
        if (model.Backbone is not null)
        {
            throw new ModelException($"The first layer of {model.GetName()} is an imported backbone, which stays interpreted: only layers of a model's own can be compiled.");
        }

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
        // The cheapest way to each layout of each layer.
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
                foreach ((bool splitsRows, double cost, List<LayerKernels> before) in WaysTo(layout, i, best))
                {
                    if (LayerKernels.Find(new LayerTask(i, layer, inputBits, sums, layout, splitsRows)) is { } kernels
                        && (!next.TryGetValue(layout, out (double Cost, List<LayerKernels>) other) || cost + kernels.PerFrame.Cost < other.Cost))
                    {
                        next[layout] = (cost + kernels.PerFrame.Cost, [.. before, kernels]);
                    }
                }
            }

            best = next.Count > 0 ? next : throw new ModelException($"Layer {i} of {model.GetName()} has sums that no lane holds: it cannot be compiled.");
        }

        return [.. best.Values.MinBy(way => way.Cost).Layers];
    }

    private static IEnumerable<(bool SplitsRows, double Cost, List<LayerKernels> Layers)> WaysTo(
        LaneLayout layout, int layer, Dictionary<LaneLayout, (double Cost, List<LayerKernels> Layers)> best)
    {
        if (layer == 0)
        {
            yield return (false, 0, []);
        }

        if (best.TryGetValue(layout, out (double Cost, List<LayerKernels> Layers) same))
        {
            yield return (false, same.Cost, same.Layers);
        }

        foreach ((double cost, List<LayerKernels> layers) in best.Where(way => layout.SplitsRowsOf(way.Key)).Select(way => way.Value).OrderBy(way => way.Cost).Take(1))
        {
            yield return (true, cost, layers);
        }
    }

    private static IEnumerable<LaneLayout> LayoutsOf(int size) =>
        from cut in Cuts
        where size % cut.Rows == 0 && size % cut.Columns == 0
        from layout in LaneLayout.For(cut.Rows, cut.Columns)
        select layout;
}
