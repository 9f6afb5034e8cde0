using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training;

/// <summary>
/// Fits the readout of a model whose layers are frozen: the features of every frame once, on all cores; their statistics; then softmax regression by AdamW,
/// every class counting as much as any other.
/// </summary>
public sealed class FrozenReadout
{
    private const int Batch = 64;
    private const double Rate = 0.01;
    private const double FirstMoment = 0.9;
    private const double SecondMoment = 0.999;
    private const double Floor = 1e-8;

    private readonly Model _model;
    private readonly ImageSet _set;

    /// <summary>Prepares.</summary>
    /// <param name="model">The model; its readout is changed.</param>
    /// <param name="set">The frames.</param>
    public FrozenReadout(Model model, ImageSet set)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(set);
        _model = model;
        _set = set;
    }

    /// <summary>Gets or sets how many changed copies of each frame are learnt beside it.</summary>
    public int Copies { get; set; } = 2;

    /// <summary>Gets or sets how the copies are changed.</summary>
    public AugmentationOptions Augmentation { get; set; } = new();

    /// <summary>Gets or sets the passes over all features.</summary>
    public int Epochs { get; set; } = 30;

    /// <summary>Gets or sets the decay of the weights, times the rate, in a step.</summary>
    public double WeightDecay { get; set; } = 0.3;

    /// <summary>Gets or sets the seed of order and augmentation.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Fits.</summary>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Stops between frames.</param>
    public void Run(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        int[][] sums = Collect(progress, cancellation);
        int[] labels = [.. Enumerable.Range(0, sums.Length).Select(i => _set.GetLabel(i % _set.Count))];
        FeatureStatistics.Set(_model.Readout, sums);
        Store(Fit([.. sums.Select(Standardise)], labels, cancellation));
        progress?.Report(1);
    }

    // Each worker has a model of its own: a readout keeps the features of one frame.
    private int[][] Collect(IProgress<double>? progress, CancellationToken cancellation)
    {
        byte[] file = ModelFile.ToBytes(_model);
        var augmentation = new Augmentation(_set.Size, Augmentation);
        int[][] all = new int[_set.Count * (1 + Copies)][];
        int done = 0;
        Parallel.For(
            0,
            all.Length,
            new ParallelOptions { CancellationToken = cancellation },
            () => (Learner: new Learner(ModelFile.Parse(file, "the model"), keepsMaps: true), Frame: new byte[_set.Size * _set.Size]),
            (i, _, worker) =>
            {
                byte[] frame = _set.GetFrame(i % _set.Count);
                if (i >= _set.Count)
                {
                    augmentation.Apply(frame, worker.Frame, new Random((Seed * 1_000_003) + i));
                    frame = worker.Frame;
                }

                worker.Learner.Predict(frame);
                all[i] = FeatureStatistics.CellSums(worker.Learner);
                int now = Interlocked.Increment(ref done);
                if (now % Batch == 0)
                {
                    progress?.Report(0.9 * now / all.Length);
                }

                return worker;
            },
            _ => { });
        return all;
    }

    private float[] Standardise(int[] sums)
    {
        Readout readout = _model.Readout;
        float[] features = new float[sums.Length + 1];
        for (int j = 0; j < sums.Length; j++)
        {
            double value = ((sums[j] << 4) - readout.Mean[j]) * (double)readout.InverseDeviation[j] / (1 << 20);
            features[j] = (float)Math.Clamp(value, -8, 8);
        }

        // The bias is the weight of a last feature 1.
        features[^1] = 1;
        return features;
    }

    private double[] Fit(float[][] features, int[] labels, CancellationToken cancellation)
    {
        int classes = _model.ClassCount;
        int row = features[0].Length;
        double[] share = [.. Enumerable.Range(0, classes).Select(c => labels.Length / (double)classes / Math.Max(1, labels.Count(label => label == c)))];
        double[] weights = new double[classes * row];
        double[] first = new double[weights.Length];
        double[] second = new double[weights.Length];
        int[] order = [.. Enumerable.Range(0, labels.Length)];
        int steps = Epochs * ((labels.Length + Batch - 1) / Batch);
        int step = 0;
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            new Random((Seed * 1000) + epoch).Shuffle(order);
            foreach (int[] batch in order.Chunk(Batch))
            {
                cancellation.ThrowIfCancellationRequested();
                double[] gradient = Gradient(weights, batch, features, labels, share);
                double rate = Rate * 0.5 * (1 + Math.Cos(Math.PI * step / steps));
                step++;
                double ofFirst = 1 - Math.Pow(FirstMoment, step);
                double ofSecond = 1 - Math.Pow(SecondMoment, step);
                for (int i = 0; i < weights.Length; i++)
                {
                    first[i] += (1 - FirstMoment) * (gradient[i] - first[i]);
                    second[i] += (1 - SecondMoment) * ((gradient[i] * gradient[i]) - second[i]);
                    double decay = (i + 1) % row == 0 ? 0 : WeightDecay * weights[i];
                    weights[i] -= rate * ((first[i] / ofFirst / (Math.Sqrt(second[i] / ofSecond) + Floor)) + decay);
                }
            }
        }

        return weights;
    }

    private static double[] Gradient(double[] weights, int[] batch, float[][] features, int[] labels, double[] share)
    {
        int row = features[0].Length;
        int classes = weights.Length / row;
        double[] gradient = new double[weights.Length];
        double[] scores = new double[classes];
        foreach (int i in batch)
        {
            float[] x = features[i];
            for (int c = 0; c < classes; c++)
            {
                double sum = 0;
                for (int j = 0; j < row; j++)
                {
                    sum += weights[(c * row) + j] * x[j];
                }

                scores[c] = sum;
            }

            double highest = scores.Max();
            double total = scores.Sum(score => Math.Exp(score - highest));
            for (int c = 0; c < classes; c++)
            {
                double error = share[labels[i]] * ((Math.Exp(scores[c] - highest) / total) - (c == labels[i] ? 1 : 0)) / batch.Length;
                for (int j = 0; j < row; j++)
                {
                    gradient[(c * row) + j] += error * x[j];
                }
            }
        }

        return gradient;
    }

    // In Q12; what all classes share moves no probability, and would only use up range.
    private void Store(double[] weights)
    {
        int classes = _model.ClassCount;
        int row = weights.Length / classes;
        for (int i = 0; i < weights.Length; i++)
        {
            double mean = Enumerable.Range(0, classes).Average(c => weights[(c * row) + (i % row)]);
            _model.Readout.Weights[i] = (short)Math.Clamp(Math.Round((weights[i] - mean) * 4096), -short.MaxValue, short.MaxValue);
        }
    }
}
