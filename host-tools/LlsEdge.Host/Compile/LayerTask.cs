using LlsEdge.Learning;

namespace LlsEdge.Host.Compile;

/// <summary>A layer to compile: its shape, its channels' arithmetic and its lanes.</summary>
internal sealed class LayerTask
{
    public LayerTask(int index, ConvolutionLayer layer, ChannelSums[] sums, LaneLayout layout)
    {
        Index = index;
        Layer = layer;
        Sums = sums;
        Layout = layout;
        BandRows = layer.OutputSize / layout.RowBands;
        BandColumns = layer.OutputSize / layout.ColumnBands;
    }

    public int Index { get; }

    public ConvolutionLayer Layer { get; }

    public ChannelSums[] Sums { get; }

    public LaneLayout Layout { get; }

    public int BandRows { get; }

    public int BandColumns { get; }

    public int Taps => Layer.WeightsPerChannel;

    public string Name => $"Layer{Index}";

    /// <summary>Gives the row of the kernel that a tap lies in.</summary>
    public int RowOf(int tap) => tap / Layer.KernelSize % Layer.KernelSize;

    /// <summary>Gives the column of the kernel that a tap lies in.</summary>
    public int ColumnOf(int tap) => tap % Layer.KernelSize;

    /// <summary>Gives a tap's place in an input row, from the first word of the patch.</summary>
    public int OffsetOf(int tap) => (ColumnOf(tap) * Layer.InputChannels) + (tap / (Layer.KernelSize * Layer.KernelSize));
}
