using System.Diagnostics;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;

namespace LlsEdge.Host.Training.Networks;

/// <summary>Measures how fast a network trains on this machine: whole steps, from frames in bytes to moved weights.</summary>
public static class NetworkBench
{
    // The just-in-time compiler renews hot methods in the background until then.
    private const double WarmUpSeconds = 2;

    // A pass is long enough for what else the machine does to even out.
    private const double PassSeconds = 1;

    /// <summary>Frames with noise and labels in turn, the same on every machine: what they show does not change the work.</summary>
    /// <param name="network">The network that takes them.</param>
    /// <param name="count">How many.</param>
    /// <returns>The set.</returns>
    public static ImageSet Draw(NetworkDescription network, int count)
    {
        ArgumentNullException.ThrowIfNull(network);
        var random = new Random(1);
        byte[][] frames = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            frames[i] = new byte[network.FrameSize * network.FrameSize];
            random.NextBytes(frames[i]);
        }

        string[] classes = [.. Enumerable.Range(0, network.ClassCount).Select(i => $"class {i}")];
        return new ImageSet(network.FrameSize, frames, [.. Enumerable.Range(0, count).Select(i => (byte)(i % network.ClassCount))], classes, source: "drawn");
    }

    /// <summary>Trains a while, then measures passes of whole batches.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">How to train it: rule, batch, threads.</param>
    /// <param name="train">At least one batch of frames; what is over is left out.</param>
    /// <param name="passes">How many passes to measure.</param>
    /// <param name="progress">Gets the share that is done, from 0 to 1.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <returns>The measurement.</returns>
    /// <exception cref="ModelException">The set does not fit the network, or has no whole batch.</exception>
    public static NetworkBenchResult Run(
        NetworkDescription network, NetworkTrainingOptions options, ImageSet train, int passes, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(passes);
        NetworkTraining.Check(network, train);
        if (train.Count < options.Batch)
        {
            throw new ModelException($"{train.Source} has {train.Count} frames, not the {options.Batch} of a batch: choose a smaller batch or another set.");
        }

        var run = new BenchRun(network, options, train, cancellation);
        run.Train(WarmUpSeconds);
        progress?.Report(1.0 / (passes + 1));
        run.Clock.Clear();
        double[] rates = new double[passes];
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        long steps = 0;
        for (int pass = 0; pass < passes; pass++)
        {
            (long done, double seconds) = run.Train(PassSeconds);
            steps += done;
            rates[pass] = done * options.Batch / seconds;
            progress?.Report((pass + 2.0) / (passes + 1));
        }

        return run.Summarise(rates, steps, (Environment.CpuUsage.TotalTime - cpu) / watch.Elapsed);
    }

    private sealed class BenchRun
    {
        private readonly NetworkTrainingOptions _options;
        private readonly ImageSet _train;
        private readonly CancellationToken _cancellation;
        private readonly Network _network;
        private readonly NetworkBatch _batch;
        private int _next;

        public BenchRun(NetworkDescription description, NetworkTrainingOptions options, ImageSet train, CancellationToken cancellation)
        {
            _options = options;
            _train = train;
            _cancellation = cancellation;
            _network = NetworkBuilder.Build(description, options);
            _batch = new NetworkBatch(options, _network.InputLength, _network.Team);
            Clock = new StepClock(_network.Stages.Count);
            _network.Clock = Clock;
        }

        public StepClock Clock { get; }

        public (long Steps, double Seconds) Train(double seconds)
        {
            long steps = 0;
            var watch = Stopwatch.StartNew();
            do
            {
                _cancellation.ThrowIfCancellationRequested();
                _batch.Fill(_train, i => i, _next, augment: true);
                _next = _next + (2 * _options.Batch) <= _train.Count ? _next + _options.Batch : 0;
                _network.Step(_batch.Input, _batch.Labels, _options.Batch, (float)_options.Rate);
                steps++;
            }
            while (watch.Elapsed.TotalSeconds < seconds);
            return (steps, watch.Elapsed.TotalSeconds);
        }

        public NetworkBenchResult Summarise(double[] rates, long steps, double cores)
        {
            double Milliseconds(int stage, StepPart part) => 1000 * Clock.Seconds(stage, part) / steps;
            return new NetworkBenchResult
            {
                Rates = rates,
                CoresUsed = cores,
                FlopsPerImage = 2 * _network.MacsPerFrame,
                Stages =
                [
                    .. _network.Stages.Index().Where(entry => entry.Item is not MaxPoolStage { IsAbsorbed: true }).Select(entry => new NetworkBenchStage(
                        entry.Item.Name,
                        Milliseconds(entry.Index, StepPart.Forward),
                        Milliseconds(entry.Index, StepPart.Error),
                        Milliseconds(entry.Index, StepPart.Backward))),
                ],
                UpdateMs = 1000 * Clock.Update / steps,
            };
        }
    }
}
