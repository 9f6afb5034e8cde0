using LlsEdge.Host.Data;
using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>What the layers below the last one make of a frame.</summary>
/// <param name="Patches">The last convolution's input at each of its output positions, [position][C_in·k·k].</param>
/// <param name="Features">The readout's standardised features; 0 where they come from the last layer.</param>
internal sealed record TailFrame(double[][] Patches, double[] Features)
{
    /// <summary>Runs a model over a set.</summary>
    /// <param name="model">The model.</param>
    /// <param name="set">The frames.</param>
    public static TailFrame[] Of(Model model, ImageSet set)
    {
        var learner = new Learner(model, keepsMaps: true);
        ConvolutionLayer tail = model.Layers[^1];
        var frames = new TailFrame[set.Count];
        for (int i = 0; i < frames.Length; i++)
        {
            learner.Predict(set.GetFrame(i));
            double[] features = [.. model.Readout.Features.Select(f => f / 256.0)];
            int first = 0;
            foreach (ReadoutTap tap in model.Readout.Taps)
            {
                int count = model.Layers[tap.Layer].OutputChannels * tap.Grid * tap.Grid;
                if (tap.Layer == model.Layers.Length - 1)
                {
                    Array.Clear(features, first, count);
                }

                first += count;
            }

            frames[i] = new TailFrame(Gather(learner.GetActivations(model.Layers.Length - 2), tail), features);
        }

        return frames;
    }

    private static double[][] Gather(ActivationMap map, ConvolutionLayer tail)
    {
        double unit = Math.Pow(2, -tail.InputExponent);
        int size = tail.OutputSize;
        double[][] patches = new double[size * size][];
        for (int position = 0; position < patches.Length; position++)
        {
            double[] patch = new double[tail.WeightsPerChannel];
            int at = 0;
            for (int c = 0; c < tail.InputChannels; c++)
            {
                for (int ky = 0; ky < tail.KernelSize; ky++)
                {
                    for (int kx = 0; kx < tail.KernelSize; kx++)
                    {
                        int y = (position / size * tail.Stride) + ky - tail.Padding + map.Border;
                        int x = (position % size * tail.Stride) + kx - tail.Padding + map.Border;
                        patch[at++] = map.Values[(c * map.PlaneLength) + (y * map.RowLength) + x] * unit;
                    }
                }
            }

            patches[position] = patch;
        }

        return patches;
    }
}
