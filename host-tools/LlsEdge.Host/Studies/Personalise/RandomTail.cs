using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>The last layer drawn at random and frozen, as the features a layer gives that nothing has taught; the readout starts at 0 on them.</summary>
internal static class RandomTail
{
    /// <summary>Makes the model.</summary>
    /// <param name="study">The factory model.</param>
    /// <param name="frames">The frames by which the new features are standardised.</param>
    /// <param name="seed">The weights' seed.</param>
    public static Model Make(StudyModel study, ImageSet frames, int seed)
    {
        Model model = study.Load(tailed: true);
        ConvolutionLayer tail = model.Layers[^1];
        tail.Learns = false;
        var random = new Random(seed);
        double deviation = Math.Sqrt(2.0 / tail.WeightsPerChannel) * (1 << tail.WeightExponent);
        for (int i = 0; i < tail.Weights.Length; i++)
        {
            tail.Weights[i] = (sbyte)Math.Clamp(Math.Round(BasisTable.DrawNormal(random) * deviation), -tail.WeightLimit, tail.WeightLimit);
        }

        Array.Clear(tail.Bias);
        Standardise(model, study.Frames(frames, tailed: true));
        return model;
    }

    private static void Standardise(Model model, TrunkFrame[] frames)
    {
        var learner = new TailLearner(model);
        int[][] sums = [.. frames.Select(frame => learner.CellSums(frame).ToArray())];
        Readout readout = model.Readout;
        int row = readout.FeatureCount + 1;
        int first = 0;
        foreach (ReadoutTap tap in model.Readout.Taps)
        {
            int count = model.Layers[tap.Layer].OutputChannels * tap.Grid * tap.Grid;
            for (int j = first; j < first + count && tap.Layer == model.Layers.Length - 1; j++)
            {
                Statistics s = Statistics.Of([.. sums.Select(frame => (double)frame[j])]);
                readout.Mean[j] = (int)Math.Round(16 * s.Mean);
                readout.InverseDeviation[j] = (int)Math.Round((1 << 20) / (16 * Math.Max(1, s.Deviation)));
                for (int c = 0; c < model.ClassCount; c++)
                {
                    readout.Weights[(c * row) + j] = 0;
                }
            }

            first += count;
        }
    }
}
