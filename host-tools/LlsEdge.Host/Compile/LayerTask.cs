using LlsEdge.Learning;

namespace LlsEdge.Host.Compile;

/// <summary>A layer to compile: its shape, its channels' arithmetic and its lanes.</summary>
internal sealed class LayerTask
{
    public LayerTask(int index, ConvolutionLayer layer, int inputBits, ChannelSums[] sums, LaneLayout layout, bool splitsRows)
    {
        InputBits = inputBits;
        Index = index;
        Layer = layer;
        Sums = sums;
        Layout = layout;
        SplitsRows = splitsRows;
        BandRows = layer.OutputSize / layout.RowBands;
        BandColumns = layer.OutputSize / layout.ColumnBands;
    }

    public int Index { get; }

    public ConvolutionLayer Layer { get; }

    public ChannelSums[] Sums { get; }

    public LaneLayout Layout { get; }

    /// <summary>Gets whether the input has several bands of rows where the output has one: each of its rows is then found in one lane of every column band.</summary>
    public bool SplitsRows { get; }

    /// <summary>Gets the bits of an input, by which the second channel of a word is shifted.</summary>
    public int InputBits { get; }

    public int BandRows { get; }

    public int BandColumns { get; }

    public int Taps => Layer.WeightsPerChannel;

    public string Name => $"Layer{Index}";

    /// <summary>Gets the names of what says where the rows of the input are.</summary>
    public IEnumerable<string> RowNames => Enumerable.Range(0, Layer.KernelSize).Select(r => $"r{r}")
        .Concat(Enumerable.Range(0, SplitsRows ? Layer.KernelSize : 0).Select(r => $"b{r}"));

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
