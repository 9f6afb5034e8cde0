using LlsEdge.Host.Data;

namespace LlsEdge.Host.Training;

/// <summary>
/// What a frame's bare pixels are worth: 12×12 box averages, each frame and then each pixel standardised, a logistic regression with a ridge penalty
/// fitted on all frames taught.
/// It looks at every frame as often as it likes, which a board that learns in one pass may not: a network that does not beat it has shown nothing.
/// </summary>
public sealed class PixelBaseline
{
    private const int Grid = 12;
    private const int Iterations = 400;
    private const double Rate = 0.5;
    private const double Ridge = 0.02;

    private readonly int _classes;
    private readonly double[] _mean = new double[Grid * Grid];
    private readonly double[] _deviation = new double[Grid * Grid];
    private readonly double[][] _weights;

    /// <summary>Fits the baseline.</summary>
    /// <param name="set">The frames taught.</param>
    public PixelBaseline(ImageSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        _classes = set.ClassNames.Count;
        _weights = [.. Enumerable.Range(0, _classes).Select(_ => new double[(Grid * Grid) + 1])];
        double[][] pixels = [.. Enumerable.Range(0, set.Count).Select(i => Pixels(set.GetFrame(i), set.Size))];
        for (int j = 0; j < Grid * Grid; j++)
        {
            double mean = pixels.Average(p => p[j]);
            _mean[j] = mean;
            _deviation[j] = Math.Sqrt(pixels.Average(p => (p[j] - mean) * (p[j] - mean))) + 1e-3;
        }

        Fit([.. pixels.Select(Standardise)], set);
    }

    /// <summary>Measures the baseline.</summary>
    /// <param name="set">Frames that were not taught.</param>
    /// <returns>Share of right answers, 0 to 1.</returns>
    public double Accuracy(ImageSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        int right = 0;
        for (int i = 0; i < set.Count; i++)
        {
            double[] scores = Scores(Standardise(Pixels(set.GetFrame(i), set.Size)));
            right += Array.IndexOf(scores, scores.Max()) == set.GetLabel(i) ? 1 : 0;
        }

        return right / (double)set.Count;
    }

    private static double[] Pixels(byte[] frame, int size)
    {
        double[] pixels = new double[Grid * Grid];
        int[] counts = new int[pixels.Length];
        for (int i = 0; i < frame.Length; i++)
        {
            int cell = (i / size * Grid / size * Grid) + (i % size * Grid / size);
            pixels[cell] += frame[i];
            counts[cell]++;
        }

        for (int j = 0; j < pixels.Length; j++)
        {
            pixels[j] /= counts[j];
        }

        double mean = pixels.Average();
        double deviation = Math.Sqrt(pixels.Average(p => (p - mean) * (p - mean))) + 1;
        return [.. pixels.Select(p => (p - mean) / deviation)];
    }

    private double[] Standardise(double[] pixels) => [.. pixels.Select((p, j) => (p - _mean[j]) / _deviation[j]), 1];

    private double[] Scores(double[] features) => [.. _weights.Select(w => w.Zip(features, (a, b) => a * b).Sum())];

    private void Fit(double[][] features, ImageSet set)
    {
        for (int n = 0; n < Iterations; n++)
        {
            double[][] gradient = [.. _weights.Select(w => w.Select((v, j) => j < Grid * Grid ? Ridge * v : 0).ToArray())];
            for (int i = 0; i < features.Length; i++)
            {
                double[] scores = Scores(features[i]);
                double best = scores.Max();
                double total = scores.Sum(s => Math.Exp(s - best));
                for (int c = 0; c < _classes; c++)
                {
                    double error = ((Math.Exp(scores[c] - best) / total) - (c == set.GetLabel(i) ? 1 : 0)) / features.Length;
                    for (int j = 0; j < gradient[c].Length; j++)
                    {
                        gradient[c][j] += error * features[i][j];
                    }
                }
            }

            for (int c = 0; c < _classes; c++)
            {
                for (int j = 0; j < gradient[c].Length; j++)
                {
                    _weights[c][j] -= Rate * gradient[c][j];
                }
            }
        }
    }
}
