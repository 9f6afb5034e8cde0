using LlsEdge.Host.Models;
using LlsEdge.Host.Tflite;
using LlsEdge.Learning;

namespace LlsEdge.Cli.Reports;

/// <summary>A convolution, at a glance.</summary>
/// <param name="Index">Its index, from 0.</param>
/// <param name="Input">Channels×height×width of its input.</param>
/// <param name="Output">Channels×height×width of its output.</param>
/// <param name="Kernel">Kernel, stride and padding.</param>
/// <param name="PoolGrid">Cells of its latent in each direction.</param>
/// <param name="Learns">Whether it learns on the board.</param>
/// <param name="Rate">Its learning rate.</param>
/// <param name="WeightExponent">W.</param>
/// <param name="InputExponent">X.</param>
/// <param name="OutputExponent">H.</param>
/// <param name="Weights">How many weights it has.</param>
/// <param name="Macs">Multiplications a frame.</param>
/// <param name="FileBytes">Its bytes in the file.</param>
internal sealed record LayerReport(
    int Index,
    string Input,
    string Output,
    string Kernel,
    int PoolGrid,
    bool Learns,
    double Rate,
    int WeightExponent,
    int InputExponent,
    int OutputExponent,
    int Weights,
    long Macs,
    int FileBytes);

/// <summary>The readout, at a glance.</summary>
/// <param name="Features">How many features it has.</param>
/// <param name="Taps">Where they come from.</param>
/// <param name="Learns">Whether it learns on the board.</param>
/// <param name="Rate">Its learning rate.</param>
/// <param name="TracksCamera">Whether taught frames move the camera's mean.</param>
/// <param name="Macs">Multiplications a frame.</param>
/// <param name="FileBytes">Its bytes in the file.</param>
internal sealed record ReadoutReport(int Features, IReadOnlyList<string> Taps, bool Learns, double Rate, bool TracksCamera, long Macs, int FileBytes);

/// <summary>A backbone, at a glance.</summary>
/// <param name="Operations">How many operations it has.</param>
/// <param name="Input">Rows×columns×channels of its input.</param>
/// <param name="Output">Rows×columns×channels of the map it hands over.</param>
/// <param name="Macs">Multiplications a frame.</param>
/// <param name="WeightBytes">Its bytes in the file.</param>
/// <param name="MapBytes">The memory of its maps on the board.</param>
internal sealed record BackboneReport(int Operations, string Input, string Output, long Macs, int WeightBytes, int MapBytes);

/// <summary>A model, at a glance.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Classes">Its classes.</param>
/// <param name="FrameSize">The side of its frames.</param>
/// <param name="InputSize">The side of the network's input.</param>
/// <param name="Steps">Training steps on a board since the factory.</param>
/// <param name="Layers">Its convolutions.</param>
/// <param name="Readout">Its readout.</param>
/// <param name="Macs">Multiplications a frame.</param>
/// <param name="FileBytes">Its length as a file.</param>
/// <param name="BoardHeapBytes">What model and learner take of the board's managed heap.</param>
/// <param name="Backbone">What computes the first layer's map; null in most models.</param>
internal sealed record ModelReport(
    string Name,
    IReadOnlyList<string> Classes,
    int FrameSize,
    int InputSize,
    int Steps,
    IReadOnlyList<LayerReport> Layers,
    ReadoutReport Readout,
    long Macs,
    int FileBytes,
    long BoardHeapBytes,
    BackboneReport? Backbone)
{
    /// <summary>Counts a model's multiplications, those with zeros included.</summary>
    /// <param name="model">The model, complete or a tail.</param>
    /// <returns>Multiplications a frame.</returns>
    public static long CountMacs(Model model) => DescribeLayers(model).Sum(layer => layer.Macs) + Describe(model.Readout).Macs + (Describe(model.Backbone)?.Macs ?? 0);

    /// <summary>Describes a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The description.</returns>
    public static ModelReport Of(Model model)
    {
        LayerReport[] layers = [.. DescribeLayers(model)];
        ReadoutReport readout = Describe(model.Readout);
        byte[] file = ModelFile.ToBytes(model);
        return new ModelReport(
            model.GetName(),
            [.. Enumerable.Range(0, model.ClassCount).Select(model.GetClassName)],
            model.FrameSize,
            model.InputSize,
            model.Step,
            layers,
            readout,
            CountMacs(model),
            file.Length,
            BoardHeap.Measure(file),
            Describe(model.Backbone));
    }

    // A layer that stands for a backbone has nothing of its own.
    private static IEnumerable<LayerReport> DescribeLayers(Model model) =>
        model.Layers.Select((layer, index) => model.Backbone is null || index > 0 ? Describe(layer, index) : Describe(layer, index) with { Kernel = "backbone", Weights = 0, Macs = 0, FileBytes = 0 });

    private static BackboneReport? Describe(Backbone? backbone)
    {
        if (backbone is null)
        {
            return null;
        }

        BackboneOp first = backbone.Ops[0];
        BackboneOp last = backbone.Ops[^1];
        return new BackboneReport(
            backbone.Ops.Length,
            $"{first.InputHeight}×{first.InputWidth}×{first.InputChannels}",
            $"{last.OutputHeight}×{last.OutputWidth}×{last.OutputChannels}",
            BackboneCost.Macs(backbone),
            backbone.PayloadLength + backbone.HeaderLength,
            backbone.Memory);
    }

    private static LayerReport Describe(ConvolutionLayer layer, int index)
    {
        int weights = layer.OutputChannels * layer.WeightsPerChannel;
        return new LayerReport(
            index,
            $"{layer.InputChannels}×{layer.InputSize}×{layer.InputSize}",
            $"{layer.OutputChannels}×{layer.OutputSize}×{layer.OutputSize}",
            $"{layer.KernelSize}×{layer.KernelSize}/{layer.Stride}+{layer.Padding}",
            layer.PoolGrid,
            layer.Learns,
            layer.RateMantissa / 128.0 / (1 << layer.RateShift),
            layer.WeightExponent,
            layer.InputExponent,
            layer.OutputExponent,
            weights,
            (long)weights * layer.OutputSize * layer.OutputSize,
            (weights * (layer.Learns ? sizeof(short) : sizeof(sbyte))) + (layer.OutputChannels * sizeof(int)));
    }

    private static ReadoutReport Describe(Readout readout)
    {
        int features = readout.FeatureCount;
        int perFeature = sizeof(int) + sizeof(int) + sizeof(short);
        int perClass = ((features + 1) * sizeof(short)) + (features * sizeof(int)) + sizeof(int);
        return new ReadoutReport(
            features,
            [.. readout.Taps.Select(tap => $"layer {tap.Layer} in {tap.Grid}×{tap.Grid} cells")],
            readout.Learns,
            readout.RateMantissa / 128.0 / (1 << readout.RateShift),
            readout.TracksCamera,
            (long)features * readout.Classes,
            (features * perFeature) + (readout.Classes * perClass));
    }
}
