using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training.Float;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training;

/// <summary>
/// Trains a factory model on the desk. By back-propagation: first in floats with batch norm, which is then folded away, then through the board's own
/// arithmetic. By LLS: the convolutions as the board would train them, then the readout on their frozen features.
/// </summary>
public sealed class FactoryTrainer
{
    private readonly ModelDescription _description;
    private readonly ImageSet _set;
    private readonly FactoryOptions _options;
    private readonly TrainingFrames _frames;
    private readonly LayerDescription? _tail;

    /// <summary>Prepares a training.</summary>
    /// <param name="description">The model.</param>
    /// <param name="set">The factory set.</param>
    /// <param name="options">How long and how.</param>
    public FactoryTrainer(ModelDescription description, ImageSet set, FactoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(description);
        _tail = IdentityTail.IsIn(description) ? description.Layers[^1] : null;
        _description = _tail is null ? description : IdentityTail.Without(description);
        _set = set;
        _options = options;
        _frames = new TrainingFrames(set, options);
    }

    /// <summary>Trains.</summary>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Stops between frames.</param>
    /// <returns>The model as it ships: layers and readout at their board rates.</returns>
    public Model Train(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        Model model = ModelBuilder.Build(_description, _options.Seed);
        foreach (ConvolutionLayer layer in model.Layers)
        {
            // Layers that LLS leaves as they were drawn have none.
            layer.Masters ??= [.. layer.Weights.Select(w => (short)(w << layer.MasterFraction))];
        }

        if (model.Readout.Taps.Any(tap => model.Layers[tap.Layer].OutputSize % tap.Grid != 0))
        {
            throw new ModelException($"A tap of '{_description.Name}' has a grid that does not divide its layer's map: factory training needs one that does.");
        }

        int layerEpochs = _options.Epochs + (_options.Rule == FactoryRule.BackPropagation ? _options.CoarseEpochs : 0);
        double first = (double)layerEpochs / (layerEpochs + _options.BoardEpochs);
        float[] readout = BackPropagation.DrawReadout(model, _options.Seed);
        ConvolutionParameters[] parameters = _options.Rule == FactoryRule.Lls
            ? TrainLayersByLls(model, f => progress?.Report(first * f), cancellation)
            : TrainLayersInFloats(model, readout, f => progress?.Report(first * f), cancellation);
        TrainInBoardArithmetic(model, parameters, readout, f => progress?.Report(first + ((1 - first) * f)), cancellation);
        FeatureStatistics.Set(model, _set, cancellation);
        ReadoutTransfer.Apply(model, readout);
        Ship(model);
        progress?.Report(1);
        return _tail is null ? model : IdentityTail.Append(model, _tail, _tail.BoardRate);
    }

    private ConvolutionParameters[] TrainLayersInFloats(Model model, float[] readout, Action<double> report, CancellationToken cancellation)
    {
        NormalisedParameters[] normalised = [.. model.Layers.Select((l, i) => new NormalisedParameters(l, _description.Layers[i].Ternary))];
        var trainer = new BackPropagation(model, normalised, readout, BatchOf());
        double plain = (double)_options.Epochs / (_options.Epochs + _options.CoarseEpochs);
        Run(trainer, 0, _options.Epochs, _options.Rate, f => report(plain * f), cancellation);
        if (_options.CoarseEpochs > 0)
        {
            foreach (NormalisedParameters layer in normalised)
            {
                layer.Coarsen();
            }

            Run(trainer, _options.Epochs, _options.CoarseEpochs, _options.CoarseRate, f => report(plain + ((1 - plain) * f)), cancellation);
        }

        return [.. normalised.Select((layer, l) => Fold(layer, model.Layers[l], _description.Layers[l].Ternary))];
    }

    private static ConvolutionParameters Fold(NormalisedParameters normalised, ConvolutionLayer layer, bool ternary)
    {
        float[] folded = normalised.Fold();
        layer.WeightExponent = WeightFormat.Choose(folded.AsSpan(0, normalised.WeightCount), layer.WeightBits);
        return new ConvolutionParameters(layer, folded, ternary);
    }

    private void TrainInBoardArithmetic(Model model, ConvolutionParameters[] parameters, float[] readout, Action<double> report, CancellationToken cancellation)
    {
        bool layersLearn = _options.Rule == FactoryRule.BackPropagation;
        var trainer = new BackPropagation(model, parameters, readout, BatchOf(), layersLearn);
        Run(trainer, _options.Epochs + _options.CoarseEpochs, _options.BoardEpochs, layersLearn ? _options.BoardRate : _options.Rate, report, cancellation);
        if (layersLearn)
        {
            foreach (ConvolutionParameters layer in parameters)
            {
                layer.Store();
            }
        }
    }

    private void Run(BackPropagation trainer, int firstEpoch, int epochs, double rate, Action<double> report, CancellationToken cancellation)
    {
        int batches = Math.Max(1, _frames.Count / trainer.Batch);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            int key = firstEpoch + epoch;
            int[] order = _frames.DrawOrder(key);
            for (int b = 0; b < batches; b++)
            {
                cancellation.ThrowIfCancellationRequested();
                double done = (epoch + ((double)b / batches)) / epochs;
                int first = b * trainer.Batch;
                trainer.Step(
                    (n, frame, target) =>
                    {
                        int index = order[(first + n) % order.Length];
                        _frames.Draw(index, key, first + n, frame);
                        _frames.GetTarget(index, target);
                    },
                    rate * 0.5 * (1 + Math.Cos(Math.PI * done)),
                    _options.WeightDecay);
                report(done);
            }
        }
    }

    private ConvolutionParameters[] TrainLayersByLls(Model model, Action<double> report, CancellationToken cancellation)
    {
        byte[] frame = new byte[_set.Size * _set.Size];
        for (int epoch = 0; epoch < _options.Epochs; epoch++)
        {
            double decay = 0.1 + (0.45 * (1 + Math.Cos(Math.PI * epoch / _options.Epochs)));
            for (int i = 0; i < model.Layers.Length; i++)
            {
                if (model.Layers[i].Learns)
                {
                    ModelBuilder.SetRate(model.Layers[i], _description.Layers[i].FactoryRate * decay);
                }
            }

            var learner = new Learner(model);
            int[] order = _frames.DrawOrder(epoch);
            for (int n = 0; n < order.Length; n++)
            {
                cancellation.ThrowIfCancellationRequested();
                int label = _frames.Draw(order[n], epoch, n, frame);
                learner.Train(frame, label);
                report((epoch + ((double)n / order.Length)) / _options.Epochs);
            }
        }

        return [.. model.Layers.Select(layer => new ConvolutionParameters(layer))];
    }

    // A small set is cut into smaller batches, so that an epoch has a step at all.
    private int BatchOf() => Math.Min(_options.Batch, Math.Max(1, _set.Count / BackPropagation.ChunkFrames) * BackPropagation.ChunkFrames);

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

        if (!ModelLimits.LinkLayers(model))
        {
            throw new ModelException($"The trained weights of '{model.GetName()}' do not fit the board's number formats at its rates: train it longer, or choose other rates.");
        }
    }
}
