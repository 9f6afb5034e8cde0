using LlsEdge.Learning;

namespace LlsEdge.Host.Training;

/// <summary>
/// Turns readout weights on plain cell averages, as the desk trains them, into the board's on standardised features: the scores stay the same within
/// rounding.
/// </summary>
public static class ReadoutTransfer
{
    /// <summary>Sets a readout's weights.</summary>
    /// <param name="model">A model whose features' statistics are set.</param>
    /// <param name="weights">[C][F + 1] on cell averages in units of activations.</param>
    public static void Apply(Model model, ReadOnlySpan<float> weights)
    {
        ArgumentNullException.ThrowIfNull(model);
        Readout readout = model.Readout;
        int classes = model.ClassCount;
        int row = readout.FeatureCount + 1;
        double[] sums = SumsPerAverage(model);
        for (int c = 0; c < classes; c++)
        {
            double bias = Centred(weights, c, row - 1, row, classes);
            for (int j = 0; j < readout.FeatureCount; j++)
            {
                // Statistics are in sixteenths of a cell sum.
                double weight = Centred(weights, c, j, row, classes) / sums[j];
                bias += weight * readout.Mean[j] / 16;
                readout.Weights[(c * row) + j] = Encode(weight * (1 << 16) / Math.Max(1, readout.InverseDeviation[j]));
            }

            readout.Weights[(c * row) + row - 1] = Encode(bias);
        }
    }

    // What all classes share moves no probability, and would only use up range.
    private static double Centred(ReadOnlySpan<float> weights, int c, int j, int row, int classes)
    {
        double mean = 0;
        for (int other = 0; other < classes; other++)
        {
            mean += weights[(other * row) + j] / (double)classes;
        }

        return weights[(c * row) + j] - mean;
    }

    private static short Encode(double weight) => (short)Math.Clamp(Math.Round(weight * 4096), short.MinValue + 1, short.MaxValue);

    private static double[] SumsPerAverage(Model model)
    {
        var all = new List<double>();
        foreach (ReadoutTap tap in model.Readout.Taps)
        {
            ConvolutionLayer layer = model.Layers[tap.Layer];
            int cell = layer.OutputSize / tap.Grid;
            all.AddRange(Enumerable.Repeat(cell * cell * Math.Pow(2, layer.OutputExponent), layer.OutputChannels * tap.Grid * tap.Grid));
        }

        return [.. all];
    }
}
