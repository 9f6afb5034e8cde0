using LlsEdge.Learning;

namespace LlsEdge.Host.Compile;

/// <summary>A layer to compile: its shape, its channels' arithmetic and its lanes.</summary>
internal sealed class LayerTask
{
    public LayerTask(int index, ConvolutionLayer layer, int inputBits, ChannelSums[] sums, LaneLayout layout)
    {
        InputBits = inputBits;
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

    /// <summary>Gets the bits of an input, by which the second channel of a word is shifted.</summary>
    public int InputBits { get; }

    public int BandRows { get; }

    public int BandColumns { get; }

    public int Taps => Layer.WeightsPerChannel;

    public string Name => $"Layer{Index}";

    /// <summary>Gives the row of the kernel that a tap lies in.</summary>
    public int RowOf(int tap) => tap / Layer.KernelSize % Layer.KernelSize;

    /// <summary>Gives the column of the kernel that a tap lies in.</summary>
    public int ColumnOf(int tap) => tap % Layer.KernelSize;

    /// <summary>Gets the words of a position of the input: two channels share one, but for the network's own input.</summary>
    public int InputWords => (Layer.InputChannels + 1) / 2;

    /// <summary>Gets the words of a position of the output.</summary>
    public int OutputWords => Layer.OutputChannels / 2;

    /// <summary>Gets whether an input word holds two channels.</summary>
    public bool HasPairs => Layer.InputChannels > 1;

    /// <summary>Gives a tap's input channel.</summary>
    public int ChannelOf(int tap) => tap / (Layer.KernelSize * Layer.KernelSize);

    /// <summary>Gives a tap's place in an input row, from the first word of the patch.</summary>
    public int OffsetOf(int tap) => (ColumnOf(tap) * InputWords) + (ChannelOf(tap) / 2);
}
