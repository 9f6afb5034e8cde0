using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>What the factory model makes of each frame of a set, for methods that leave its layers as they are.</summary>
internal sealed class FrameFeatures
{
    private FrameFeatures(double[][] readout, double[][] last)
    {
        Readout = readout;
        Last = last;
    }

    /// <summary>Gets the readout's features of each frame, standardised by the factory set, without a camera's mean.</summary>
    public double[][] Readout { get; }

    /// <summary>Gets the averages over each channel of the last layer that the readout reads, standardised likewise.</summary>
    public double[][] Last { get; }

    /// <summary>Runs a model over frames.</summary>
    /// <param name="model">The model.</param>
    /// <param name="frames">What its layers below the last one make of them.</param>
    public static FrameFeatures Of(Model model, TrunkFrame[] frames)
    {
        var learner = new TailLearner(model);
        (int first, int channels, int cells) = LastTap(model);
        double[][] readout = new double[frames.Length][];
        double[][] last = new double[frames.Length][];
        for (int i = 0; i < frames.Length; i++)
        {
            learner.Predict(frames[i]);
            double[] features = [.. model.Readout.Features.Select(f => f / 256.0)];
            readout[i] = features;
            last[i] = [.. Enumerable.Range(0, channels).Select(k => features.AsSpan(first + (k * cells), cells).ToArray().Average())];
        }

        return new FrameFeatures(readout, last);
    }

    /// <summary>Gives the factory readout's weights of the last layer's averages, [C][channels + 1], bias last.</summary>
    /// <param name="model">The model.</param>
    public static double[][] LastWeights(Model model)
    {
        (int first, int channels, int cells) = LastTap(model);
        int row = model.Readout.FeatureCount + 1;
        double Weight(int c, int j) => model.Readout.Weights[(c * row) + j] / 4096.0;
        return
        [
            .. Enumerable.Range(0, model.ClassCount).Select(c => (double[])
            [
                .. Enumerable.Range(0, channels).Select(k => Enumerable.Range(first + (k * cells), cells).Sum(j => Weight(c, j))),
                Weight(c, row - 1),
            ]),
        ];
    }

    // Of several taps of the last layer, the coarsest.
    private static (int First, int Channels, int Cells) LastTap(Model model)
    {
        int at = 0;
        (int Layer, int Cells, int First) best = (-1, 0, 0);
        foreach (ReadoutTap tap in model.Readout.Taps)
        {
            int cells = tap.Grid * tap.Grid;
            if (tap.Layer > best.Layer || (tap.Layer == best.Layer && cells < best.Cells))
            {
                best = (tap.Layer, cells, at);
            }

            at += model.Layers[tap.Layer].OutputChannels * cells;
        }

        return (best.First, model.Layers[best.Layer].OutputChannels, best.Cells);
    }
}
