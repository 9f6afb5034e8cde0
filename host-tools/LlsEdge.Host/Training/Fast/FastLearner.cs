using LlsEdge.Learning;
using LlsEdge.Vision;

namespace LlsEdge.Host.Training.Fast;

/// <summary>
/// The twin of <see cref="Learner"/> for long trainings on the desk: convolutions and basis by AVX2, all else the board's own code in the board's order.
/// Tests hold the two together bit for bit.
/// </summary>
public sealed class FastLearner : IIntegerLearner
{
    private readonly Model _model;
    private readonly FrameInput _frameInput;
    private readonly ActivationMap[] _maps;
    private readonly FastConvolution[] _convolutions;
    private readonly LlsRule _rule;
    private readonly int[] _sums;
    private readonly int[] _signals;

    /// <summary>Takes a model. Its convolutions' weights are copied: <see cref="Store"/> writes them back.</summary>
    /// <param name="model">The model.</param>
    public FastLearner(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _frameInput = new FrameInput(model.FrameSize, model.DownsampleFactor, model.InputExponent);
        int layers = model.LayerCount;
        _maps = new ActivationMap[layers + 1];
        _maps[0] = new ActivationMap(1, model.InputSize, model.Layers[0].Padding);
        _convolutions = new FastConvolution[layers];
        for (int i = 0; i < layers; i++)
        {
            ConvolutionLayer layer = model.Layers[i];
            _maps[i + 1] = new ActivationMap(layer.OutputChannels, layer.OutputSize, i + 1 < layers ? model.Layers[i + 1].Padding : 0);
            _convolutions[i] = new FastConvolution(layer, _maps[i + 1]);
        }

        _rule = new LlsRule(FastBasis.Of(model), model.InverseTemperature, model.ClassCount);
        _signals = new int[model.LongestLatent];
        _sums = new int[Math.Max(model.LongestLatent, model.Readout.FeatureCount)];
    }

    /// <inheritdoc/>
    public int Saturations { get; private set; }

    /// <inheritdoc/>
    public int Predict(byte[] frame)
    {
        _frameInput.Fill(frame, _maps[0]);
        Saturations = 0;
        for (int i = 0; i < _convolutions.Length; i++)
        {
            Saturations += _convolutions[i].Forward(_maps[i], _maps[i + 1]);
        }

        Readout readout = _model.Readout;
        readout.Start();
        int first = 0;
        foreach (ReadoutTap tap in readout.Taps)
        {
            ActivationMap map = _maps[tap.Layer + 1];
            int count = map.Channels * tap.Grid * tap.Grid;
            LatentPool.Sum(map, tap.Grid, _sums);
            readout.Standardise(_sums, 0, first, count);
            first += count;
        }

        int predicted = readout.Predict();
        Saturations += readout.Saturations;
        return predicted;
    }

    /// <inheritdoc/>
    public int Train(byte[] frame, int label)
    {
        int predicted = Predict(frame);
        int step = ++_model.Step;
        Readout readout = _model.Readout;
        int before = readout.Saturations;
        readout.Learn(label, _model.Seed, step, _model.LayerCount);
        Saturations += readout.Saturations - before;
        for (int i = 0; i < _convolutions.Length; i++)
        {
            if (_model.Layers[i].Learns)
            {
                LearnLayer(i, label, step);
            }
        }

        return predicted;
    }

    /// <inheritdoc/>
    public Model Store()
    {
        foreach (FastConvolution convolution in _convolutions)
        {
            convolution.Store();
        }

        return _model;
    }

    private void LearnLayer(int index, int label, int step)
    {
        ConvolutionLayer layer = _model.Layers[index];
        ActivationMap output = _maps[index + 1];
        LatentPool.Sum(output, layer.PoolGrid, _sums);
        if (!_rule.Run(layer, _sums, label, _signals))
        {
            return;
        }

        _convolutions[index].Update(output, _signals, _model.Seed, step, index);
        Saturations += _rule.Saturations + _convolutions[index].Saturations;
        if (layer.Modulation is not null)
        {
            _rule.LearnModulation(layer.Modulation, _model.Seed, step, index);
            Saturations += layer.Modulation.Saturations;
        }
    }
}
