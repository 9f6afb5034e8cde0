using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training.Float;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training;

/// <summary>
/// Trains a factory model on the desk with the board's own arithmetic: first the convolutions, by LLS or by back-propagation, with augmentation; then the readout's standardisation is measured; then the readout learns on frozen features.
/// </summary>
public sealed class FactoryTrainer
{
    private readonly ModelDescription _description;
    private readonly ImageSet _set;
    private readonly FactoryOptions _options;
    private readonly Augmentation _augmentation;

    /// <summary>Prepares a training.</summary>
    /// <param name="description">The model.</param>
    /// <param name="set">The factory set.</param>
    /// <param name="options">How long and how.</param>
    public FactoryTrainer(ModelDescription description, ImageSet set, FactoryOptions options)
    {
        _description = description;
        _set = set;
        _options = options;
        _augmentation = new Augmentation(set.Size, options.Augmentation);
    }

    /// <summary>Trains.</summary>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Stops between frames.</param>
    /// <returns>The model as it ships: layers and readout at their board rates.</returns>
    public Model Train(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        Model model = ModelBuilder.Build(_description, _options.Seed);
        int total = _options.Epochs + _options.ReadoutEpochs + 1;
        TrainLayers(model, f => progress?.Report(f * _options.Epochs / total), cancellation);
        FeatureStatistics.Set(model, _set, cancellation);
        TrainReadout(model, f => progress?.Report((_options.Epochs + 1 + (f * _options.ReadoutEpochs)) / total), cancellation);
        Ship(model);
        progress?.Report(1);
        return model;
    }

    private void TrainLayers(Model model, Action<double> report, CancellationToken cancellation)
    {
        if (_options.Rule == FactoryRule.Lls)
        {
            TrainLayersByLls(model, report, cancellation);
        }
        else
        {
            TrainLayersByBackPropagation(model, report, cancellation);
        }
    }

    private void TrainLayersByBackPropagation(Model model, Action<double> report, CancellationToken cancellation)
    {
        const double Rate = 0.004;
        const double WeightDecay = 0.01;
        var trainer = new BackPropagation(model, batch: 32, _options.Seed);
        int batches = _set.Count / trainer.Batch;
        for (int epoch = 0; epoch < _options.Epochs; epoch++)
        {
            int[] order = DrawBalancedOrder(new Random((_options.Seed * 1000) + epoch));
            for (int b = 0; b < batches; b++)
            {
                cancellation.ThrowIfCancellationRequested();
                double done = (epoch + ((double)b / batches)) / _options.Epochs;
                int first = b * trainer.Batch;
                int seed = (((_options.Seed * 1000) + epoch) * 100_000) + first;
                trainer.Step(
                    (n, frame) =>
                    {
                        _augmentation.Apply(_set.GetFrame(order[first + n]), frame, new Random(seed + n));
                        return _set.GetLabel(order[first + n]);
                    },
                    Rate * 0.5 * (1 + Math.Cos(Math.PI * done)),
                    WeightDecay);
                report(done);
            }
        }

        trainer.Store();
    }

    private void TrainLayersByLls(Model model, Action<double> report, CancellationToken cancellation)
    {
        for (int epoch = 0; epoch < _options.Epochs; epoch++)
        {
            double decay = Decay(epoch, _options.Epochs);
            for (int i = 0; i < model.Layers.Length; i++)
            {
                ModelBuilder.SetRate(model.Layers[i], _description.Layers[i].FactoryRate * decay);
            }

            var learner = new Learner(model);
            RunEpoch(learner, epoch, f => report((epoch + f) / _options.Epochs), cancellation);
        }
    }

    private void TrainReadout(Model model, Action<double> report, CancellationToken cancellation)
    {
        foreach (ConvolutionLayer layer in model.Layers)
        {
            layer.Learns = false;
        }

        model.Readout.Learns = true;
        for (int epoch = 0; epoch < _options.ReadoutEpochs; epoch++)
        {
            ModelBuilder.SetRate(model.Readout, _description.Readout.FactoryRate * Decay(epoch, _options.ReadoutEpochs));
            RunEpoch(new Learner(model), _options.Epochs + epoch, f => report((epoch + f) / _options.ReadoutEpochs), cancellation);
        }
    }

    private void RunEpoch(Learner learner, int epoch, Action<double> report, CancellationToken cancellation)
    {
        var random = new Random((_options.Seed * 1000) + epoch);
        int[] order = DrawBalancedOrder(random);
        byte[] frame = new byte[_set.Size * _set.Size];
        for (int n = 0; n < order.Length; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            _augmentation.Apply(_set.GetFrame(order[n]), frame, random);
            learner.Train(frame, _set.GetLabel(order[n]));
            if (n % 64 == 0)
            {
                report((double)n / order.Length);
            }
        }
    }

    // Every class equally often: an epoch has as many frames as the set, the rarer classes' frames come again.
    private int[] DrawBalancedOrder(Random random)
    {
        int classes = _description.Classes.Count;
        int[][] members = [.. Enumerable.Range(0, classes).Select(c => Enumerable.Range(0, _set.Count).Where(i => _set.GetLabel(i) == c).ToArray())];
        int[] next = new int[classes];
        int[] order = new int[_set.Count];
        for (int n = 0; n < order.Length; n++)
        {
            int c = n % classes;
            if (next[c] % members[c].Length == 0)
            {
                random.Shuffle(members[c]);
                next[c] = 0;
            }

            order[n] = members[c][next[c]++];
        }

        random.Shuffle(order);
        return order;
    }

    private static double Decay(int epoch, int epochs) => 0.1 + (0.45 * (1 + Math.Cos(Math.PI * epoch / epochs)));

    private void Ship(Model model)
    {
        for (int i = 0; i < model.Layers.Length; i++)
        {
            double rate = _description.Layers[i].BoardRate;
            model.Layers[i].Learns = rate > 0;
            if (rate > 0)
            {
                ModelBuilder.SetRate(model.Layers[i], rate);
            }
        }

        model.Readout.Learns = _description.Readout.BoardRate > 0;
        model.Readout.TracksCamera = _description.Readout.TracksCamera;
        if (model.Readout.Learns)
        {
            ModelBuilder.SetRate(model.Readout, _description.Readout.BoardRate);
        }
    }
}
