using System.Collections.Concurrent;
using LlsEdge.Host.Data;
using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>What the layers below the last one make of a frame. They do not learn: each frame is computed once, for all methods and seeds.</summary>
/// <param name="Input">The last layer's input, borders included.</param>
/// <param name="Sums">The cell sums of the readout's taps of those layers; 0 where they come from the last layer.</param>
internal sealed record TrunkFrame(sbyte[] Input, int[] Sums)
{
    private const int FramesAPart = 50;

    /// <summary>Runs a model over a set, on all cores.</summary>
    /// <param name="load">Loads the model; its last layer's weights do not matter.</param>
    /// <param name="set">The frames.</param>
    public static TrunkFrame[] Of(Func<Model> load, ImageSet set)
    {
        var frames = new TrunkFrame[set.Count];
        Parallel.ForEach(Partitioner.Create(0, set.Count, FramesAPart), part =>
        {
            Model model = load();
            var layers = new PlainLayers(model);
            for (int i = part.Item1; i < part.Item2; i++)
            {
                frames[i] = See(model, layers, set.GetFrame(i));
            }
        });
        return frames;
    }

    private static TrunkFrame See(Model model, PlainLayers layers, byte[] frame)
    {
        int last = model.Layers.Length - 1;
        layers.Start(frame);
        for (int i = 0; i < last; i++)
        {
            layers.Forward(i);
        }

        int[] sums = new int[model.Readout.FeatureCount];
        int first = 0;
        foreach (ReadoutTap tap in model.Readout.Taps)
        {
            int[] cells = new int[model.Layers[tap.Layer].OutputChannels * tap.Grid * tap.Grid];
            if (tap.Layer < last)
            {
                layers.Pool(tap.Layer, tap.Grid, cells);
                cells.CopyTo(sums, first);
            }

            first += cells.Length;
        }

        return new TrunkFrame([.. layers.GetActivations(last - 1).Values], sums);
    }
}
