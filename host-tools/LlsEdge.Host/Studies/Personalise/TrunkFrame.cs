using LlsEdge.Host.Data;
using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>What the layers below the last one make of a frame. They do not learn: each frame is computed once, for all methods and seeds.</summary>
/// <param name="Input">The last layer's input, borders included.</param>
/// <param name="Sums">The cell sums of the readout's taps of those layers; 0 where they come from the last layer.</param>
internal sealed record TrunkFrame(sbyte[] Input, int[] Sums)
{
    /// <summary>Runs a model over a set.</summary>
    /// <param name="model">The model; its last layer's weights do not matter.</param>
    /// <param name="set">The frames.</param>
    public static TrunkFrame[] Of(Model model, ImageSet set)
    {
        int last = model.Layers.Length - 1;
        var learner = new Learner(model);
        var frames = new TrunkFrame[set.Count];
        for (int i = 0; i < frames.Length; i++)
        {
            learner.Predict(set.GetFrame(i));
            int[] sums = new int[model.Readout.FeatureCount];
            int first = 0;
            foreach (ReadoutTap tap in model.Readout.Taps)
            {
                ActivationMap map = learner.GetActivations(tap.Layer);
                int[] cells = new int[map.Channels * tap.Grid * tap.Grid];
                if (tap.Layer < last)
                {
                    LatentPool.Sum(map, tap.Grid, cells);
                    cells.CopyTo(sums, first);
                }

                first += cells.Length;
            }

            frames[i] = new TrunkFrame([.. learner.GetActivations(last - 1).Values], sums);
        }

        return frames;
    }
}
