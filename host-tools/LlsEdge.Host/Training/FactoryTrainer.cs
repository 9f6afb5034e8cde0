using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training.Factory;
using LlsEdge.Host.Training.Float;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training;

/// <summary>
/// Trains a factory model on the desk. By back-propagation: first in floats with batch norm, which is then folded away, then through the board's own
/// arithmetic. By LLS: the convolutions in floats and batches, quantised afterwards, or in the board's integers; then the readout on their frozen features.
/// </summary>
public sealed class FactoryTrainer
{
    private readonly ModelDescription _description;
    private readonly ImageSet _set;
    private readonly FactoryOptions _options;
    private readonly TrainingFrames _frames;
    private readonly LayerDescription? _tail;
    private readonly TrainingRun _run;

    /// <summary>Prepares a training.</summary>
    /// <param name="description">The model.</param>
    /// <param name="set">The factory set.</param>
    /// <param name="options">How long and how.</param>
    /// <param name="checkpoint">The file that a training which is broken off goes on from; null for none.</param>
    public FactoryTrainer(ModelDescription description, ImageSet set, FactoryOptions options, string? checkpoint = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        _run = new TrainingRun(checkpoint is null ? null : new TrainingCheckpoint(checkpoint, TrainingFingerprint.Of(description, set, options)));
        _tail = IdentityTail.IsIn(description) ? description.Layers[^1] : null;
        _description = _tail is null ? description : IdentityTail.Without(description);
        _set = set;
        _options = options;
        _frames = new TrainingFrames(set, options);
    }

    /// <summary>Gets the epochs so far, those before a resume included.</summary>
    public IReadOnlyList<EpochRecord> Curve => _run.Curve;

    /// <summary>Gets how many epochs an earlier run had done.</summary>
    public int Resumed => _run.Resumed;

    /// <summary>Trains.</summary>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="epochDone">Told each epoch.</param>
    /// <param name="cancellation">Stops between steps; with a checkpoint the next run goes on after the last whole epoch.</param>
    /// <returns>The model as it ships: layers and readout at their board rates.</returns>
    /// <exception cref="ModelException">The description cannot be trained so, or the checkpoint is damaged or of another training.</exception>
    public Model Train(IProgress<double>? progress = null, Action<EpochRecord>? epochDone = null, CancellationToken cancellation = default)
    {
        _run.Begin(_options, progress, epochDone, cancellation);
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

        float[] readout = BackPropagation.DrawReadout(model, _options.Seed);
        ConvolutionParameters[] parameters = _options.Rule == FactoryRule.Lls ? TrainLayersByLls(model, cancellation) : TrainLayersInFloats(model, readout);
        TrainInBoardArithmetic(model, parameters, readout);
        FeatureStatistics.Set(model, _set, cancellation);
        ReadoutTransfer.Apply(model, readout);
        Ship(model);
        progress?.Report(1);
        return _tail is null ? model : IdentityTail.Append(model, _tail, _tail.BoardRate);
    }

    private ConvolutionParameters[] TrainLayersInFloats(Model model, float[] readout)
    {
        NormalisedParameters[] normalised = [.. model.Layers.Select((l, i) => new NormalisedParameters(l, _description.Layers[i].Ternary))];
        var trainer = new BackPropagation(model, normalised, readout, BatchOf());
        _run.Do(new BackPropagationPhase("float", _options.Epochs, trainer, _frames, 0, _options.Rate, _options.WeightDecay));
        if (_options.CoarseEpochs > 0)
        {
            foreach (NormalisedParameters layer in normalised)
            {
                layer.Coarsen();
            }

            _run.Do(new BackPropagationPhase("coarse", _options.CoarseEpochs, trainer, _frames, _options.Epochs, _options.CoarseRate, _options.WeightDecay));
        }

        return [.. normalised.Select((layer, l) => Fold(layer, model.Layers[l], _description.Layers[l].Ternary))];
    }

    private static ConvolutionParameters Fold(NormalisedParameters normalised, ConvolutionLayer layer, bool ternary)
    {
        float[] folded = normalised.Fold();
        layer.WeightExponent = WeightFormat.Choose(folded.AsSpan(0, normalised.WeightCount), layer.WeightBits);
        return new ConvolutionParameters(layer, folded, ternary);
    }

    private ConvolutionParameters[] TrainLayersByLls(Model model, CancellationToken cancellation)
    {
        if (_description.Layers.Any(layer => layer.Ternary))
        {
            throw new ModelException($"'{_description.Name}' has ternary layers, which only back-propagation trains: choose --rule bp, or layers without 'ternary'.");
        }

        if (_options.Arithmetic == FactoryArithmetic.Board)
        {
            _run.Do(new IntegerPhase(model, _description, _frames, _set, _options.Epochs));
        }
        else
        {
            var phase = new LocalPhase(model, _frames, _options.Epochs, _options);
            _run.Do(phase);
            phase.Store(cancellation);
        }

        return [.. model.Layers.Select(layer => new ConvolutionParameters(layer))];
    }

    private void TrainInBoardArithmetic(Model model, ConvolutionParameters[] parameters, float[] readout)
    {
        bool layersLearn = _options.Rule == FactoryRule.BackPropagation;
        var trainer = new BackPropagation(model, parameters, readout, BatchOf(), layersLearn);
        _run.Do(new BackPropagationPhase(
            layersLearn ? "board" : "readout",
            _options.BoardEpochs,
            trainer,
            _frames,
            _options.Epochs + _options.CoarseEpochs,
            layersLearn ? _options.BoardRate : _options.Rate,
            _options.WeightDecay));
        foreach (ConvolutionParameters layer in parameters)
        {
            layer.Store();
        }
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

            if (model.Layers[i].Modulation is { } modulation)
            {
                ModelBuilder.SetRate(modulation, _description.ModulationRate);
            }
        }

        // A factory model's steps are the board's.
        model.Step = 0;
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
