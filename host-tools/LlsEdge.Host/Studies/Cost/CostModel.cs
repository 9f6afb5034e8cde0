using LlsEdge.Host.Models;

namespace LlsEdge.Host.Studies.Cost;

/// <summary>A network as its costs see it: layers that learn by the local rule, and a linear head on top.</summary>
/// <param name="Name">The network and its data.</param>
/// <param name="Classes">C.</param>
/// <param name="Layers">The layers, input side first.</param>
/// <param name="HeadInputs">The inputs of the head.</param>
/// <param name="FirstLearning">The first layer that learns; those below are frozen.</param>
public sealed record CostModel(string Name, int Classes, IReadOnlyList<CostShape> Layers, int HeadInputs, int FirstLearning = 0)
{
    /// <summary>Gets the paper's SmallConv on 32×32 images of three channels.</summary>
    public static CostModel SmallConvCifar10 { get; } = new(
        "SmallConv, CIFAR10",
        10,
        [
            CostShape.Convolution(3, 3, 32, 32, 4),
            CostShape.Convolution(3, 32, 64, 16, 2),
            CostShape.Convolution(3, 64, 128, 8, 2),
            CostShape.Linear(512, 512, 512),
        ],
        512);

    /// <summary>Gets the same on 28×28 gray images.</summary>
    public static CostModel SmallConvFashion { get; } = new(
        "SmallConv, FashionMNIST",
        10,
        [
            CostShape.Convolution(3, 1, 32, 28, 4),
            CostShape.Convolution(3, 32, 64, 14, 2),
            CostShape.Convolution(3, 64, 128, 7, 2),
            CostShape.Linear(512, 512, 512),
        ],
        512);

    /// <summary>Gets the paper's SmallConvL on CIFAR10.</summary>
    public static CostModel SmallConvLargeCifar10 { get; } = new(
        "SmallConvL, CIFAR10",
        10,
        [
            CostShape.Convolution(3, 3, 96, 32, 4),
            CostShape.Convolution(3, 96, 192, 16, 2),
            CostShape.Convolution(3, 192, 512, 8, 2),
            CostShape.Linear(2048, 1024, 2048),
        ],
        1024);

    /// <summary>Gets the paper's VGG8 on CIFAR100.</summary>
    public static CostModel Vgg8Cifar100 { get; } = new(
        "VGG8, CIFAR100",
        100,
        [
            CostShape.Convolution(3, 3, 128, 32, 4),
            CostShape.Convolution(3, 128, 256, 32, 2),
            CostShape.Convolution(3, 256, 256, 16, 2),
            CostShape.Convolution(3, 256, 256, 16, 2),
            CostShape.Convolution(3, 256, 512, 8, 2),
            CostShape.Convolution(3, 512, 512, 4, 2),
            CostShape.Linear(2048, 1024, 1024),
        ],
        1024);

    /// <summary>Takes a model's description.</summary>
    /// <param name="description">The model.</param>
    /// <param name="asOnBoard">Whether only the layers learn that the board teaches; else all do.</param>
    /// <returns>The network.</returns>
    public static CostModel Of(ModelDescription description, bool asOnBoard)
    {
        ArgumentNullException.ThrowIfNull(description);
        int size = description.FrameSize / description.Downsample;
        int channels = 1;
        var shapes = new List<CostShape>();
        foreach (LayerDescription layer in description.Layers)
        {
            size = ((size + (2 * layer.Padding) - layer.Kernel) / layer.Stride) + 1;
            shapes.Add(CostShape.Convolution(layer.Kernel, channels, layer.Channels, size, layer.Pool));
            channels = layer.Channels;
        }

        int features = description.Readout.Taps.Sum(tap => description.Layers[tap.Layer].Channels * tap.Grid * tap.Grid);
        int first = asOnBoard ? description.Layers.TakeWhile(layer => layer.BoardRate <= 0).Count() : 0;
        string learning = asOnBoard ? "layers that learn on the board" : "all layers";
        return new CostModel($"{description.Name}, {learning}", description.Classes.Count, shapes, features, first);
    }
}
