using System.Diagnostics;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;

namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// Trains a network on the desk in float, in batches, on all cores. The same network, options and sets give the same numbers on one machine, and two rules
/// with one seed start from the same weights and see the same frames in the same order.
/// </summary>
public sealed class NetworkTraining
{
    private const int EstimationBatches = 32;

    private readonly NetworkTrainingOptions _options;
    private readonly ImageSet _train;
    private readonly ImageSet _test;
    private readonly Network _network;
    private readonly NetworkBatch _batch;
    private readonly int[] _order;

    private NetworkTraining(NetworkDescription description, NetworkTrainingOptions options, ImageSet train, ImageSet test)
    {
        Check(description, train);
        Check(description, test);
        _options = options;
        _train = train;
        _test = test;
        _network = NetworkBuilder.Build(description, options);
        _batch = new NetworkBatch(options, _network.InputLength, _network.Team);
        _order = [.. Enumerable.Range(0, train.Count)];
    }

    private int StepsPerEpoch => (_train.Count + _options.Batch - 1) / _options.Batch;

    /// <summary>Trains from random weights and measures the accuracy after every epoch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">How to train it.</param>
    /// <param name="train">What it learns.</param>
    /// <param name="test">What it is measured on.</param>
    /// <param name="progress">Gets the share of the steps done, from 0 to 1.</param>
    /// <param name="cancellation">Ends training between two steps.</param>
    /// <returns>One entry an epoch.</returns>
    public static IReadOnlyList<NetworkEpoch> Run(
        NetworkDescription network, NetworkTrainingOptions options, ImageSet train, ImageSet test, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        var training = new NetworkTraining(network, options, train, test);
        List<NetworkEpoch> epochs = [];
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            epochs.Add(training.RunEpoch(epoch, progress, cancellation));
        }

        return epochs;
    }

    /// <summary>Refuses a set that does not fit the network.</summary>
    internal static void Check(NetworkDescription network, ImageSet set)
    {
        if (network.Channels != 1 || set.Size != network.FrameSize)
        {
            throw new ModelException(
                $"{network.Name} takes frames of {network.FrameSize}×{network.FrameSize} pixels with {network.Channels} channel(s), " +
                $"but {set.Source} has gray frames of {set.Size}×{set.Size}: choose another network or set.");
        }

        if (set.ClassNames.Count != network.ClassCount || set.Count == 0)
        {
            throw new ModelException(
                $"{network.Name} tells {network.ClassCount} classes apart, " +
                $"but {set.Source} has {set.Count} frames of {set.ClassNames.Count} classes: choose another network or set.");
        }
    }

    private NetworkEpoch RunEpoch(int epoch, IProgress<double>? progress, CancellationToken cancellation)
    {
        _batch.Random.Shuffle(_order);
        var watch = Stopwatch.StartNew();
        double loss = 0;
        for (int step = 0; step < StepsPerEpoch; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            int frames = _batch.Fill(_train, i => _order[i], step * _options.Batch, augment: true);
            loss += _network.Step(_batch.Input, _batch.Labels, frames, (float)_options.Rate) * frames;
            progress?.Report(((epoch * StepsPerEpoch) + step + 1) / (double)(_options.Epochs * StepsPerEpoch));
        }

        double speed = _train.Count / watch.Elapsed.TotalSeconds;
        return new NetworkEpoch(epoch + 1, loss / _train.Count, Evaluate(cancellation), speed);
    }

    private Evaluation Evaluate(CancellationToken cancellation)
    {
        int batches = Math.Min(EstimationBatches, StepsPerEpoch);
        int batch = 0;
        _network.BeginEvaluation(() => batch < batches ? _batch.Fill(_train, i => _order[i], _options.Batch * batch++, augment: false) : 0, _batch.Input);
        int classes = _test.ClassNames.Count;
        int[][] confusion = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];
        double[] margins = new double[_test.Count];
        for (int from = 0; from < _test.Count; from += _options.Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int frames = _batch.Fill(_test, i => i, from, augment: false);
            _network.Forward(_batch.Input, frames, PassMode.Evaluate);
            for (int f = 0; f < frames; f++)
            {
                confusion[_batch.Labels[f]][_network.Predict(f)]++;
                margins[from + f] = _network.Margin(f);
            }
        }

        _network.EndEvaluation();
        bool[] positive = [.. _test.Labels.ToArray().Select(label => label == 1)];
        return new Evaluation(confusion) { RocArea = classes == 2 ? RocCurve.Area(margins, positive) : null };
    }
}
