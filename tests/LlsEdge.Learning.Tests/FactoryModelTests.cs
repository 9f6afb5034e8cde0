using System.Globalization;
using System.Text.RegularExpressions;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

/// <summary>The models that are committed with their weights.</summary>
public partial class FactoryModelTests
{
    public static TheoryData<string> Names => ["vww-02", "vww-05", "vww-24", "vww-25", "vww-36", "vww-51"];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheFileIsWhatItsDescriptionSays(string name)
    {
        string folder = Folder(name);
        var description = ModelDescription.Load(Path.Combine(folder, "model.json"));
        string file = Path.Combine(folder, name + ".llsm");
        Model model = ModelFile.Load(file);

        new FileInfo(file).Length.ShouldBeLessThan(200_000);
        model.GetName().ShouldBe(name);
        description.Name.ShouldBe(name);
        model.FrameSize.ShouldBe(description.FrameSize);
        model.DownsampleFactor.ShouldBe(description.Downsample);
        Enumerable.Range(0, model.ClassCount).Select(model.GetClassName).ShouldBe(description.Classes);
        model.Step.ShouldBe(0);
        model.Layers.Select(Describe).ShouldBe(description.Layers.Select(Describe));
        foreach (ConvolutionLayer layer in model.Layers.Where((_, i) => description.Layers[i].Ternary))
        {
            layer.Weights.Chunk(layer.WeightsPerChannel)
                .ShouldAllBe(channel => channel.Select(w => Math.Abs((int)w)).Where(w => w > 0).Distinct().Count() <= 1 && int.IsPow2(Math.Max(1, channel.Max(w => Math.Abs((int)w)))));
        }

        model.Readout.Taps.Select(t => (t.Layer, t.Grid)).ShouldBe(description.Readout.Taps.Select(t => (t.Layer, t.Grid)));
        model.Readout.Learns.ShouldBe(description.Readout.BoardRate > 0);
        model.Readout.TracksCamera.ShouldBe(description.Readout.TracksCamera);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheCardsFiguresAreMeasured(string name)
    {
        ImageSet test = IdxReader.Read(Path.Combine(Path.GetDirectoryName(SharedData.Find("vww96/test.csv"))!, "test"));
        string card = File.ReadAllText(Path.Combine(Folder(name), "card.md"));
        Evaluation measured = Evaluation.Run(ModelFile.Load(Path.Combine(Folder(name), name + ".llsm")), test);

        Figure(card, "accuracy").ShouldBe(100 * measured.Accuracy, 0.051);
        Figure(card, "balanced accuracy").ShouldBe(100 * measured.BalancedAccuracy, 0.051);
        Figure(card, "ROC area").ShouldBe(100 * measured.RocArea!.Value, 0.051);
    }

    private static object Describe(ConvolutionLayer layer) => (
        layer.OutputChannels,
        layer.KernelSize,
        layer.Stride,
        layer.Padding,
        layer.PoolGrid,
        layer.OutputExponent,
        layer.ActivationBits,
        layer.Learns ? (layer.RateMantissa, layer.RateShift) : default);

    private static object Describe(LayerDescription layer)
    {
        LearningRate rate = layer.BoardRate > 0 ? LearningRate.FromDouble(layer.BoardRate) : default;
        return (layer.Channels, layer.Kernel, layer.Stride, layer.Padding, layer.Pool, layer.ActivationExponent, layer.ActivationBits, (rate.Mantissa, rate.Shift));
    }

    private static double Figure(string card, string name) =>
        double.Parse(Row().Matches(card).Single(m => m.Groups[1].Value == name).Groups[2].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| ([a-zA-Z ]+) \| ([0-9.]+) % \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    private static string Folder(string name)
    {
        string at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "LlsEdge.sln")))
        {
            at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return Path.Combine(at, "models", name);
    }
}
