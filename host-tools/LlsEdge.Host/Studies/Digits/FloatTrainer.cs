using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Rules;
using LlsEdge.Vision;

namespace LlsEdge.Host.Studies.Digits;

/// <summary>
/// What the board does with a described model, in floating point: batch 1, plain stochastic gradient descent, the same shapes, rates, input and order of
/// frames. The layers learn by a local rule or by back-propagation; the readout reads one layer's map.
/// </summary>
internal sealed class FloatTrainer
{
    // As in integer training: rates follow half a cosine from 1 down to this share.
    private const double LastShare = 0.05;
    private const int FramesToStandardiseOn = 1000;

    private readonly ModelDescription _description;
    private readonly DigitRule _rule;
    private readonly double _layerRate;
    private readonly FrameInput _frameInput;
    private readonly LlsEdge.Learning.ActivationMap _map;
    private readonly float[] _input;
    private readonly FloatLayer[] _layers;
    private readonly FloatLocalRule[] _locals;
    private readonly float[] _scores;
    private readonly float[] _features;
    private readonly float[] _mean;
    private readonly float[] _inverseDeviation;

    /// <summary>Draws a network.</summary>
    /// <param name="description">The model; its readout must read the last layer's whole map.</param>
    /// <param name="rule">What teaches the convolutions.</param>
    /// <param name="seed">The seed of weights and order.</param>
    /// <param name="layerRate">The convolutions' rate; null: the description's.</param>
    public FloatTrainer(ModelDescription description, DigitRule rule, int seed, double? layerRate = null)
    {
        _description = description;
        _rule = rule;
        Seed = seed;
        _layerRate = layerRate ?? description.Layers[0].FactoryRate;
        const int exponent = 4;
        _frameInput = new FrameInput(description.FrameSize, description.Downsample, exponent);
        int size = description.FrameSize / description.Downsample;
        _map = new LlsEdge.Learning.ActivationMap(1, size, 0);
        _input = new float[size * size];
        var random = new Random(seed);
        int channels = 1;
        _layers = new FloatLayer[description.Layers.Count];
        for (int i = 0; i < _layers.Length; i++)
        {
            LayerDescription layer = description.Layers[i];
            _layers[i] = new FloatLayer(channels, size, layer.Channels, layer.Kernel, layer.Stride, layer.Padding, random);
            channels = layer.Channels;
            size = _layers[i].Size;
        }

        Modulation modulation = rule switch { DigitRule.LlsM => Modulation.Vector, DigitRule.LlsMxM => Modulation.Matrix, _ => Modulation.None };
        int classes = description.Classes.Count;
        bool local = rule is DigitRule.Lls or DigitRule.LlsM or DigitRule.LlsMxM;
        _locals =
        [
            .. (local ? _layers : []).Select((layer, i) =>
                new FloatLocalRule(layer.Channels, layer.Size, description.Layers[i].Pool, modulation, classes, description.Temperature, random)),
        ];
        Head = new float[classes * (_layers[^1].Output.Length + 1)];
        _scores = new float[classes];
        _features = new float[_layers[^1].Output.Length];
        _mean = new float[_features.Length];
        _inverseDeviation = [.. Enumerable.Repeat(1f, _features.Length)];
        if (description.Readout.Taps is not [{ } tap] || tap.Layer != _layers.Length - 1 || tap.Grid != size)
        {
            throw new ModelException(
                $"The readout of {description.Name} must read the last layer's whole map: give one tap of layer {_layers.Length - 1}, grid {size}.");
        }
    }

    /// <summary>Gets the layers.</summary>
    internal IReadOnlyList<FloatLayer> Layers => _layers;

    /// <summary>Gets the head's weights, [C][F + 1], bias last.</summary>
    internal float[] Head { get; }

    private int Seed { get; }

    /// <summary>Standardises the readout's features by what the untrained layers make of some frames, as the board's models are.</summary>
    /// <param name="set">The frames.</param>
    public void Standardise(ImageSet set)
    {
        double[] sums = new double[_features.Length];
        double[] squares = new double[_features.Length];
        foreach (byte[] frame in set.Frames)
        {
            Forward(frame);
            float[] output = _layers[^1].Output;
            for (int j = 0; j < output.Length; j++)
            {
                sums[j] += output[j];
                squares[j] += output[j] * output[j];
            }
        }

        double least = Math.Pow(2, -_description.Layers[^1].ActivationExponent);
        for (int j = 0; j < sums.Length; j++)
        {
            double mean = sums[j] / set.Count;
            _mean[j] = (float)mean;
            _inverseDeviation[j] = (float)(1 / Math.Max(least, Math.Sqrt(Math.Max(0, (squares[j] / set.Count) - (mean * mean)))));
        }
    }

    /// <summary>Trains and tests.</summary>
    /// <param name="train">Frames to learn.</param>
    /// <param name="test">Frames to test on at the end.</param>
    /// <param name="epochs">Passes.</param>
    /// <param name="cancellation">Stops between frames.</param>
    /// <returns>The share of right answers, 0 to 1.</returns>
    public double Run(ImageSet train, ImageSet test, int epochs, CancellationToken cancellation)
    {
        Standardise(train.Slice(0, Math.Min(FramesToStandardiseOn, train.Count)));
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            int[] order = [.. Enumerable.Range(0, train.Count)];
            new Random((Seed * 1000) + epoch).Shuffle(order);
            for (int n = 0; n < order.Length; n++)
            {
                cancellation.ThrowIfCancellationRequested();
                double done = (epoch + ((double)n / order.Length)) / epochs;
                double share = LastShare + ((1 - LastShare) * 0.5 * (1 + Math.Cos(Math.PI * done)));
                Learn(train.GetFrame(order[n]), train.GetLabel(order[n]), share);
            }
        }

        return Enumerable.Range(0, test.Count).Count(i => Predict(test.GetFrame(i)) == test.GetLabel(i)) / (double)test.Count;
    }

    /// <summary>Decides on a frame.</summary>
    /// <param name="frame">The frame.</param>
    public int Predict(byte[] frame)
    {
        Forward(frame);
        return Array.IndexOf(_scores, _scores.Max());
    }

    /// <summary>Computes the cross-entropy of a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="label">Its class.</param>
    public double Loss(byte[] frame, int label)
    {
        Forward(frame);
        FloatLocalRule.Softmax(_scores);
        return -Math.Log(_scores[label]);
    }

    /// <summary>Learns a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="label">Its class.</param>
    /// <param name="share">What all rates are multiplied by.</param>
    public void Learn(byte[] frame, int label, double share)
    {
        Forward(frame);
        FloatLocalRule.Softmax(_scores);
        _scores[label] -= 1;
        if (_rule == DigitRule.Bp)
        {
            SendErrorsDown();
        }

        LearnHead((float)(_description.Readout.FactoryRate * share));
        for (int i = 0; i < _layers.Length && _rule != DigitRule.Random; i++)
        {
            if (_rule != DigitRule.Bp)
            {
                _locals[i].Run(_layers[i].Output, label, _layers[i].Error);
                _layers[i].Mask();
                float factorRate = (float)(_description.ModulationRate * share);
                for (int j = 0; j < _locals[i].Factors.Length; j++)
                {
                    _locals[i].Factors[j] -= factorRate * _locals[i].FactorGradient[j];
                }
            }

            _layers[i].Descend((float)(_layerRate * share));
        }
    }

    // The head's error, by the weights with which it was made, down to the first layer.
    private void SendErrorsDown()
    {
        float[] error = _layers[^1].Error;
        Array.Clear(error);
        for (int c = 0; c < _scores.Length; c++)
        {
            ReadOnlySpan<float> row = Head.AsSpan(c * (error.Length + 1), error.Length);
            for (int j = 0; j < error.Length; j++)
            {
                error[j] += _scores[c] * row[j] * _inverseDeviation[j];
            }
        }

        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            _layers[i].Mask();
            if (i > 0)
            {
                _layers[i].Backward(_layers[i - 1].Error);
            }
        }
    }

    private void LearnHead(float rate)
    {
        float[] features = _features;
        for (int c = 0; c < _scores.Length; c++)
        {
            Span<float> row = Head.AsSpan(c * (features.Length + 1), features.Length + 1);
            float step = rate * _scores[c];
            for (int j = 0; j < features.Length; j++)
            {
                row[j] -= step * features[j];
            }

            row[features.Length] -= step;
        }
    }

    private void Forward(byte[] frame)
    {
        _frameInput.Fill(frame, _map);
        for (int i = 0; i < _input.Length; i++)
        {
            _input[i] = _map.Values[i] / 16f;
        }

        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i].Forward(i == 0 ? _input : _layers[i - 1].Output);
        }

        float[] features = _features;
        float[] output = _layers[^1].Output;
        for (int j = 0; j < features.Length; j++)
        {
            features[j] = (output[j] - _mean[j]) * _inverseDeviation[j];
        }

        for (int c = 0; c < _scores.Length; c++)
        {
            ReadOnlySpan<float> row = Head.AsSpan(c * (features.Length + 1), features.Length + 1);
            float score = row[features.Length];
            for (int j = 0; j < features.Length; j++)
            {
                score += row[j] * features[j];
            }

            _scores[c] = score;
        }
    }
}
