using LlsEdge.Host.Data;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training;

/// <summary>Measures what the readout's features look like on a set, and gives the readout the standardisation that follows.</summary>
public static class FeatureStatistics
{
    /// <summary>
    /// Measures again after the convolutions have moved, and changes the readout's weights so that its scores stay as they were (but for the rounding of a
    /// weight): Σ w·(z − m)/d is the same as Σ w′·(z − m′)/d′
    /// with w′ = w·d′/d and Σ w·(m′ − m)/d added to the bias.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="set">The frames.</param>
    /// <param name="cancellation">Stops between frames.</param>
    public static void Follow(Model model, ImageSet set, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        Readout readout = model.Readout;
        int[] oldMean = [.. readout.Mean];
        int[] oldInverse = [.. readout.InverseDeviation];
        Set(model, set, cancellation);
        int row = readout.FeatureCount + 1;
        for (int c = 0; c < readout.Classes; c++)
        {
            double bias = readout.Weights[(c * row) + row - 1];
            for (int j = 0; j < readout.FeatureCount; j++)
            {
                // Means are in sixteenths of a sum, inverse deviations in 2⁻²⁰ of its inverse.
                double weight = readout.Weights[(c * row) + j];
                bias += weight * (readout.Mean[j] - oldMean[j]) * oldInverse[j] / (1 << 20);
                readout.Weights[(c * row) + j] = ToWeight(weight * oldInverse[j] / readout.InverseDeviation[j]);
            }

            readout.Weights[(c * row) + row - 1] = ToWeight(bias);
        }
    }

    /// <summary>Sets mean and inverse deviation of every feature.</summary>
    /// <param name="model">The model, whose convolutions stay as they are.</param>
    /// <param name="set">The frames.</param>
    /// <param name="cancellation">Stops between frames.</param>
    public static void Set(Model model, ImageSet set, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(set);
        Readout readout = model.Readout;
        double[] sums = new double[readout.FeatureCount];
        double[] squares = new double[readout.FeatureCount];
        var learner = new Learner(model, keepsMaps: true);
        for (int i = 0; i < set.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            learner.Predict(set.GetFrame(i));
            int[] features = CellSums(learner);
            for (int j = 0; j < features.Length; j++)
            {
                sums[j] += features[j];
                squares[j] += (double)features[j] * features[j];
            }
        }

        Set(readout, sums, squares, set.Count);
    }

    /// <summary>Sets mean and inverse deviation of every feature.</summary>
    /// <param name="readout">The readout.</param>
    /// <param name="features">Each frame's cell sums.</param>
    internal static void Set(Readout readout, IReadOnlyList<int[]> features)
    {
        double[] sums = new double[readout.FeatureCount];
        double[] squares = new double[readout.FeatureCount];
        foreach (int[] frame in features)
        {
            for (int j = 0; j < frame.Length; j++)
            {
                sums[j] += frame[j];
                squares[j] += (double)frame[j] * frame[j];
            }
        }

        Set(readout, sums, squares, features.Count);
    }

    /// <summary>Gives a frame's features as cell sums.</summary>
    /// <param name="learner">Has just seen the frame, and keeps maps.</param>
    /// <returns>The sums, tap after tap.</returns>
    internal static int[] CellSums(Learner learner)
    {
        Readout readout = learner.Model.Readout;
        int[] all = new int[readout.FeatureCount];
        int first = 0;
        foreach (ReadoutTap tap in readout.Taps)
        {
            ActivationMap map = learner.GetActivations(tap.Layer);
            int[] sums = new int[map.Channels * tap.Grid * tap.Grid];
            LatentPool.Sum(map, tap.Grid, sums);
            sums.CopyTo(all, first);
            first += sums.Length;
        }

        return all;
    }

    private static void Set(Readout readout, double[] sums, double[] squares, int count)
    {
        for (int j = 0; j < sums.Length; j++)
        {
            double mean = sums[j] / count;
            double deviation = Math.Sqrt(Math.Max(0, (squares[j] / count) - (mean * mean)));

            // A feature that hardly ever moves must not be blown up: its deviation counts as at least one unit of a sum.
            readout.Mean[j] = (int)Math.Round(16 * mean);
            readout.InverseDeviation[j] = (int)Math.Round((1 << 20) / (16 * Math.Max(1, deviation)));
        }
    }

    private static short ToWeight(double value) => (short)Math.Clamp(Math.Round(value), -short.MaxValue, short.MaxValue);
}
