using LlsEdge.Learning;

namespace LlsEdge.Host.Tflite;

/// <summary>What a backbone costs.</summary>
public static class BackboneCost
{
    /// <summary>Counts an operation's multiply-adds, those with zeros included.</summary>
    /// <param name="op">The operation.</param>
    /// <returns>Multiply-adds a frame.</returns>
    public static long Macs(BackboneOp op)
    {
        ArgumentNullException.ThrowIfNull(op);
        long outputs = (long)op.OutputHeight * op.OutputWidth * op.OutputChannels;
        return op.Kind switch
        {
            BackboneOp.Convolution => outputs * op.PatchLength,
            BackboneOp.Depthwise => outputs * op.KernelHeight * op.KernelWidth,
            _ => 0,
        };
    }

    /// <summary>Counts a backbone's multiply-adds.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <returns>Multiply-adds a frame.</returns>
    public static long Macs(Backbone backbone)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        return backbone.Ops.Sum(Macs);
    }
}
