using LlsEdge.Learning;

namespace LlsEdge.Host.Tflite.Reference;

/// <summary>Runs a backbone by the reference kernels, and holds the board's kernels against them.</summary>
internal static class ReferenceBackbone
{
    /// <summary>Runs all operations.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="input">Its input, [row][column][channel].</param>
    /// <returns>Each operation's output.</returns>
    public static sbyte[][] Run(Backbone backbone, ReadOnlySpan<sbyte> input)
    {
        sbyte[] maps = new sbyte[backbone.Memory];
        input.CopyTo(maps.AsSpan(backbone.Ops[0].InputPlace));
        var outputs = new List<sbyte[]>();
        foreach (BackboneOp op in backbone.Ops)
        {
            int length = op.InputHeight * op.InputWidth * op.InputChannels;
            sbyte[] output = ReferenceKernels.Run(op, maps.AsSpan(op.InputPlace, length), op.Kind == BackboneOp.Add ? maps.AsSpan(op.SecondPlace, length) : []);
            output.CopyTo(maps, op.OutputPlace);
            outputs.Add(output);
        }

        return [.. outputs];
    }

    /// <summary>Compares every map of the board's kernels with the reference's.</summary>
    /// <param name="model">A model with a backbone.</param>
    /// <param name="frame">A frame.</param>
    /// <returns>The first operation whose outputs differ; −1 where all are equal, bit for bit.</returns>
    public static int FindDifference(Model model, byte[] frame)
    {
        var runner = new BackboneRunner(model);
        BackboneOp[] ops = model.Backbone.Ops;
        runner.TakeFrame(frame);
        sbyte[][] expected = Run(model.Backbone, runner.Maps.AsSpan(ops[0].InputPlace, ops[0].InputHeight * ops[0].InputWidth * ops[0].InputChannels));
        for (int i = 0; i < ops.Length; i++)
        {
            runner.RunOp(i);
            if (!runner.Maps.AsSpan(ops[i].OutputPlace, expected[i].Length).SequenceEqual(expected[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
