using LlsEdge.Learning;

namespace LlsEdge.Host.Tflite;

/// <summary>A map: rows, columns, channels.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Channels.</param>
public sealed record MapShape(int Height, int Width, int Channels)
{
    /// <summary>Gets the number of its values.</summary>
    public int Length => Height * Width * Channels;

    /// <summary>Gives the shape of a tensor that is a map of one frame.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <returns>The shape; null for any other tensor.</returns>
    public static MapShape? Of(TfliteTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Shape switch
        {
            [1, > 0 and var height, > 0 and var width, > 0 and var channels] => new MapShape(height, width, channels),
            [1, > 0 and var channels] => new MapShape(1, 1, channels),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Height}×{Width}×{Channels}";
}

/// <summary>An operation as the board runs it, its maps not placed yet.</summary>
internal sealed record LoweredOp
{
    /// <summary>What it does, one of <see cref="BackboneOp"/>'s kinds.</summary>
    public required int Kind { get; init; }

    /// <summary>The tensor that is its input.</summary>
    public required int Input { get; init; }

    /// <summary>The tensor that is its second input; −1 for none.</summary>
    public int Second { get; init; } = -1;

    /// <summary>The tensor that is its output.</summary>
    public required int Output { get; init; }

    /// <summary>The shape of its input.</summary>
    public required MapShape InputShape { get; init; }

    /// <summary>The shape of its output.</summary>
    public required MapShape OutputShape { get; init; }

    /// <summary>Rows of the kernel.</summary>
    public int KernelHeight { get; init; } = 1;

    /// <summary>Columns of the kernel.</summary>
    public int KernelWidth { get; init; } = 1;

    /// <summary>From row to row.</summary>
    public int StrideHeight { get; init; } = 1;

    /// <summary>From column to column.</summary>
    public int StrideWidth { get; init; } = 1;

    /// <summary>How far the first window reaches above the input.</summary>
    public int PaddingTop { get; init; }

    /// <summary>How far the first window reaches out at the left.</summary>
    public int PaddingLeft { get; init; }

    /// <summary>The input's zero point.</summary>
    public required int InputZero { get; init; }

    /// <summary>The second input's zero point.</summary>
    public int SecondZero { get; init; }

    /// <summary>The output's zero point.</summary>
    public required int OutputZero { get; init; }

    /// <summary>The smallest output.</summary>
    public required int Least { get; init; }

    /// <summary>The largest output.</summary>
    public required int Most { get; init; }

    /// <summary>The weights, in the board's order.</summary>
    public sbyte[] Weights { get; init; } = [];

    /// <summary>The biases.</summary>
    public int[] Bias { get; init; } = [];

    /// <summary>The scales, in the board's order.</summary>
    public QuantisedScale[] Scales { get; init; } = [];

    /// <summary>Makes the board's form.</summary>
    /// <param name="place">Gives each tensor's place in the maps' memory.</param>
    /// <returns>The operation.</returns>
    public BackboneOp Place(Func<int, int> place)
    {
        byte[] row = new byte[BackboneOp.RowLength];
        int[] bytes =
        [
            Kind, KernelHeight, KernelWidth, StrideHeight, StrideWidth, PaddingTop, PaddingLeft, InputZero, OutputZero, Least, Most, SecondZero,
            InputShape.Height, InputShape.Width, OutputShape.Height, OutputShape.Width,
        ];
        for (int i = 0; i < bytes.Length; i++)
        {
            row[i] = (byte)bytes[i];
        }

        ModelFormat.WriteInt16(row, 16, InputShape.Channels);
        ModelFormat.WriteInt16(row, 18, OutputShape.Channels);
        ModelFormat.WriteInt32(row, 20, place(Input));
        ModelFormat.WriteInt32(row, 24, place(Output));
        ModelFormat.WriteInt32(row, 28, Second < 0 ? 0 : place(Second));
        return new BackboneOp(row, 0)
        {
            Weights = Kind <= BackboneOp.Depthwise ? Weights : null!,
            Bias = Kind <= BackboneOp.Depthwise ? Bias : null!,
            Multipliers = Scales.Length > 0 ? [.. Scales.Select(scale => scale.Multiplier)] : null!,
            Exponents = Scales.Length > 0 ? [.. Scales.Select(scale => scale.Exponent)] : null!,
        };
    }
}
