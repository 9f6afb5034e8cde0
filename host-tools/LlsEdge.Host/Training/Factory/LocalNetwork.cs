using LlsEdge.Host.Models;
using LlsEdge.Host.Rules;
using LlsEdge.Host.Training.Networks;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Factory;

/// <summary>
/// A model's convolutions as a desk network that learns by the model's own member of the LLS family, with its own basis: batch norm and ReLU after each
/// convolution, a linear classifier on top that no layer listens to. Maps are [y][x][channel] here, [channel][y][x] on the board.
/// </summary>
internal sealed class LocalNetwork
{
    private readonly Model _model;
    private readonly List<ConvolutionStage> _convolutions = [];
    private readonly List<ActivationStage> _activations = [];
    private readonly List<LocalSource?> _sources = [];

    /// <summary>Builds the network.</summary>
    /// <param name="model">Shapes, rule, basis, and which layers learn.</param>
    /// <param name="batch">The most frames of a step.</param>
    /// <param name="random">Draws the weights.</param>
    /// <exception cref="ModelException">A layer's zeros around its map are not kernel/2 wide.</exception>
    public LocalNetwork(Model model, int batch, Random random)
    {
        _model = model;
        List<Stage> stages = [];
        List<ErrorSource?> sources = [];
        List<bool> learns = [];
        var shape = new FeatureShape(1, model.InputSize, model.InputSize);
        for (int i = 0; i < model.Layers.Length; i++)
        {
            ConvolutionLayer layer = model.Layers[i];
            if (layer.Padding != layer.KernelSize / 2)
            {
                throw new ModelException(
                    $"Layer {i} of '{model.GetName()}' has a padding of {layer.Padding} with a kernel of {layer.KernelSize}, but LLS in floats needs {layer.KernelSize / 2}: "
                    + "train it in the board's integers (--arithmetic board).");
            }

            var convolution = new ConvolutionStage(shape, layer.OutputChannels, layer.KernelSize, layer.Stride, bias: false, batch, random);
            var activation = new ActivationStage(convolution.Shape, slope: 0, batch);
            LocalSource? source = layer.Learns ? Source(layer, activation.Shape, batch) : null;
            shape = activation.Shape;
            stages.AddRange(convolution, activation);
            sources.AddRange(null, source);
            learns.AddRange(layer.Learns, layer.Learns);
            _convolutions.Add(convolution);
            _activations.Add(activation);
            _sources.Add(source);
        }

        var pool = new AveragePoolStage(shape, model.Layers[^1].PoolGrid, batch);
        var flat = new FeatureShape(pool.Shape.Length, 1, 1);
        stages.AddRange(pool, new ConvolutionStage(flat, model.ClassCount, 1, 1, bias: true, batch, random));
        sources.AddRange(null, null);
        learns.AddRange(false, true);
        Network = new Network(stages, sources, learns, Team.OfAllCores);
    }

    public Network Network { get; }

    /// <summary>
    /// Writes what was learnt into the model: batch norm folded into weights and biases, and those quantised. To be called in evaluation, see
    /// <see cref="Network.BeginEvaluation"/>.
    /// </summary>
    public void Store()
    {
        for (int i = 0; i < _model.Layers.Length; i++)
        {
            ConvolutionLayer layer = _model.Layers[i];
            float[] folded = Fold(layer, _convolutions[i], _activations[i]);
            int weights = layer.OutputChannels * layer.WeightsPerChannel;
            layer.WeightExponent = WeightFormat.Choose(folded.AsSpan(0, weights), layer.WeightBits);
            new Float.ConvolutionParameters(layer, folded).Store();
            if (layer.Modulation is { } modulation && _sources[i]?.Parameters is [{ } factors, ..])
            {
                for (int j = 0; j < modulation.Entries.Length; j++)
                {
                    modulation.Entries[j] = (short)Math.Clamp(MathF.Round(factors.Values[j] * 4096), -ScoreModulation.Limit, ScoreModulation.Limit);
                }
            }
        }
    }

    private static float[] Fold(ConvolutionLayer layer, ConvolutionStage convolution, ActivationStage activation)
    {
        (float[] scale, float[] shift) = activation.GetAffine();
        float[] values = convolution.Parameters[0].Values;
        int channels = layer.OutputChannels;
        int kernel = layer.KernelSize;
        int inputs = layer.WeightsPerChannel / (kernel * kernel);
        float[] folded = new float[(channels * layer.WeightsPerChannel) + channels];
        for (int k = 0; k < channels; k++)
        {
            for (int c = 0; c < inputs; c++)
            {
                for (int at = 0; at < kernel * kernel; at++)
                {
                    folded[(((k * inputs) + c) * kernel * kernel) + at] = values[(((at * inputs) + c) * channels) + k] * scale[k];
                }
            }

            folded[(channels * layer.WeightsPerChannel) + k] = shift[k];
        }

        return folded;
    }

    private LocalSource Source(ConvolutionLayer layer, FeatureShape shape, int batch)
    {
        var average = new CellAverage(shape, layer.PoolGrid, layer.PoolGrid);
        Modulation modulation = _model.Rule switch { RuleKind.Diagonal => Modulation.Vector, RuleKind.Matrix => Modulation.Matrix, _ => Modulation.None };
        float[] start = [.. (layer.Modulation?.Entries ?? []).Select(entry => entry / 4096f)];
        double temperature = 16.0 / _model.InverseTemperature;
        return new LocalSource(shape, average, BasisRows(shape.Channels * average.Count), false, modulation, start, _model.ClassCount, temperature, true, batch);
    }

    /// <summary>Reads the model's basis entry by entry: the projection of a latent of one value.</summary>
    private double[][] BasisRows(int columns)
    {
        // A multiple of the unit of every kind of entry.
        const int One = 128;
        int rows = _model.Basis.Rows;
        double[][] basis = [.. Enumerable.Range(0, rows).Select(_ => new double[columns])];
        int[] latent = new int[columns];
        long[] projections = new long[rows];
        for (int t = 0; t < columns; t++)
        {
            latent[t] = One;
            _model.Basis.Project(latent, t + 1, projections);
            latent[t] = 0;
            for (int r = 0; r < rows; r++)
            {
                basis[r][t] = projections[r] / (double)One;
            }
        }

        return basis;
    }
}
