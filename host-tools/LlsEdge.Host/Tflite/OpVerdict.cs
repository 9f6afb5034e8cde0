namespace LlsEdge.Host.Tflite;

/// <summary>What the importer makes of an operation.</summary>
public sealed record OpVerdict
{
    private OpVerdict(TfliteOp op, bool isSupported, string note, LoweredOp? lowered)
    {
        Op = op;
        IsSupported = isSupported;
        Note = note;
        Lowered = lowered;
    }

    /// <summary>The operation.</summary>
    public TfliteOp Op { get; }

    /// <summary>Whether a backbone may contain it.</summary>
    public bool IsSupported { get; }

    /// <summary>Why it may not, or what it becomes.</summary>
    public string Note { get; }

    /// <summary>Multiply-adds of a frame.</summary>
    public long Macs => Lowered is null ? 0 : BackboneCost.Macs(Lowered.Place(_ => 0));

    /// <summary>The map that the board computes for it; null where it computes none.</summary>
    public MapShape? Map => Lowered?.OutputShape;

    /// <summary>What the board runs; null where it runs nothing for it.</summary>
    internal LoweredOp? Lowered { get; }

    internal static OpVerdict Unsupported(TfliteOp op, string why) => new(op, false, why, null);

    internal static OpVerdict Free(TfliteOp op, string note) => new(op, true, note, null);

    internal static OpVerdict Run(TfliteOp op, LoweredOp lowered, string note) => new(op, true, note, lowered);
}
