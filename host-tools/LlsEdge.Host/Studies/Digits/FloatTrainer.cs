using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Rules;
using LlsEdge.Host.Training;
using LlsEdge.Host.Training.Networks;
using LlsEdge.Vision;

namespace LlsEdge.Host.Studies.Digits;

/// <summary>
/// What the board does with a described model, in floating point: batch 1, plain stochastic gradient descent, the same shapes, rates, input and order of
/// frames. The layers learn by a local rule or by back-propagation.
/// </summary>
internal sealed class FloatTrainer
{
    private const int FramesToStandardiseOn = 500;

    private readonly ModelDescription _description;
    private readonly FloatTraining _training;
    private readonly FrameInput _frameInput;
    private readonly LlsEdge.Learning.ActivationMap _map;
    private readonly float[] _input;
    private readonly FloatLayer[] _layers;
    private readonly FloatLocalRule[] _locals;
    private readonly FloatReadout _readout;
    private readonly Random _positions;

    /// <summary>Draws a network.</summary>
    /// <param name="description">The model.</param>
    /// <param name="training">How it learns.</param>
    public FloatTrainer(ModelDescription description, FloatTraining training)
    {
        _description = description;
        _training = training;
        _frameInput = new FrameInput(description.FrameSize, description.Downsample, ModelBuilder.InputExponent);
        int size = description.FrameSize / description.Downsample;
        _map = new LlsEdge.Learning.ActivationMap(1, size, 0);
        _input = new float[size * size];
        var random = new Random(training.Seed);
        var shape = new FeatureShape(1, size, size);
        _layers = new FloatLayer[description.Layers.Count];
        for (int i = 0; i < _layers.Length; i++)
        {
            LayerDescription layer = description.Layers[i];
            _layers[i] = new FloatLayer(shape, layer.Channels, layer.Kernel, layer.Stride, layer.Padding, random);
            shape = _layers[i].Shape;
        }

        bool local = training.Rule is DigitRule.Lls or DigitRule.LlsM or DigitRule.LlsMxM;
        _locals = [.. (local ? _layers : []).Select((layer, i) => CreateRule(layer.Shape, description.Layers[i].Pool, random))];
        _readout = new FloatReadout(description, _layers);
        _positions = new Random(random.Next());
    }

    /// <summary>Gets the layers.</summary>
    internal IReadOnlyList<FloatLayer> Layers => _layers;

    /// <summary>Gets the readout.</summary>
    internal FloatReadout Readout => _readout;

    /// <summary>Trains and tests.</summary>
    /// <param name="train">Frames to learn.</param>
    /// <param name="test">Frames to test on at the end.</param>
    /// <param name="epochs">Passes.</param>
    /// <param name="cancellation">Stops between frames.</param>
    /// <returns>The share of right answers, 0 to 1.</returns>
    public double Run(ImageSet train, ImageSet test, int epochs, CancellationToken cancellation)
    {
        int sample = Math.Min(FramesToStandardiseOn, train.Count);
        int total = epochs * train.Count;
        _readout.Standardise(sample, i => Show(train.GetFrame(i)));
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            int[] order = TrainingSchedule.Order(train.Count, _training.Seed, epoch);
            for (int n = 0; n < order.Length; n++)
            {
                cancellation.ThrowIfCancellationRequested();
                int step = (epoch * train.Count) + n;
                if (_training.Rule != DigitRule.Random && TrainingSchedule.IsTimeToStandardise(step))
                {
                    _readout.Standardise(sample, i => Show(train.GetFrame(i)));
                }

                Learn(train.GetFrame(order[n]), train.GetLabel(order[n]), TrainingSchedule.Share(step, total));
            }
        }

        return Enumerable.Range(0, test.Count).Count(i => Predict(test.GetFrame(i)) == test.GetLabel(i)) / (double)test.Count;
    }

    /// <summary>Decides on a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>The class.</returns>
    public int Predict(byte[] frame)
    {
        Forward(frame);
        return Array.IndexOf(_readout.Scores, _readout.Scores.Max());
    }

    /// <summary>Computes the cross-entropy of a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="label">Its class.</param>
    /// <returns>The loss.</returns>
    public double Loss(byte[] frame, int label)
    {
        Forward(frame);
        FloatLocalRule.Softmax(_readout.Scores);
        return -Math.Log(_readout.Scores[label]);
    }

    /// <summary>Learns a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="label">Its class.</param>
    /// <param name="share">What all rates are multiplied by.</param>
    public void Learn(byte[] frame, int label, double share)
    {
        Forward(frame);
        FloatLocalRule.Softmax(_readout.Scores);
        _readout.Scores[label] -= 1;
        if (_training.Rule == DigitRule.Bp)
        {
            SendErrorsDown();
        }

        _readout.Descend((float)(_description.Readout.FactoryRate * share));
        for (int i = 0; i < _layers.Length && _training.Rule != DigitRule.Random; i++)
        {
            if (_training.Rule != DigitRule.Bp)
            {
                LearnLocally(i, label, share);
            }

            _layers[i].Descend((float)((_training.LayerRate ?? _description.Layers[i].FactoryRate) * share));
        }
    }

    private FloatLocalRule CreateRule(FeatureShape shape, int grid, Random random)
    {
        int classes = _description.Classes.Count;
        var options = new LocalRuleOptions
        {
            Modulation = _training.Rule switch { DigitRule.LlsM => Modulation.Vector, DigitRule.LlsMxM => Modulation.Matrix, _ => Modulation.None },
            Temperature = _description.Temperature,
            Normalises = _training.Normalises,
            HasMeanMask = _training.HasMeanMask,
        };
        BasisKind kind = _description.Basis switch
        {
            LocalBasis.Sine => BasisKind.Sine,
            LocalBasis.Random => BasisKind.Random,
            LocalBasis.Antipodal => BasisKind.Antipodal,
            _ => BasisKind.Square,
        };
        double[][] basis = Basis.Create(kind, _description.Rows ?? classes, shape.Channels * grid * grid, random.Next());
        return new FloatLocalRule(shape, grid, options, basis, classes, random);
    }

    private void LearnLocally(int i, int label, double share)
    {
        FloatLayer layer = _layers[i];
        FloatLocalRule local = _locals[i];
        local.Run(layer.Output, label, layer.Error);
        if (!_training.HasMeanMask)
        {
            layer.Mask();
        }

        if (_training.PositionShare < 1)
        {
            KeepSomePositions(layer);
        }

        Lanes.AddScaled((float)(-_description.ModulationRate * share), local.FactorGradient, local.Factors);
    }

    // A random part of the positions stands for all of them: their errors grow by as much as there are fewer.
    private void KeepSomePositions(FloatLayer layer)
    {
        float growth = (float)(1 / _training.PositionShare);
        for (int p = 0; p < layer.Shape.Pixels; p++)
        {
            float factor = _positions.NextDouble() < _training.PositionShare ? growth : 0;
            foreach (ref float e in layer.Error.AsSpan(p * layer.Shape.Channels, layer.Shape.Channels))
            {
                e *= factor;
            }
        }
    }

    // The readout's error, by the weights with which it was made, down to the first layer.
    private void SendErrorsDown()
    {
        foreach (FloatLayer layer in _layers)
        {
            Array.Clear(layer.Error);
        }

        _readout.SendBack();
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            _layers[i].Mask();
            if (i > 0)
            {
                _layers[i].Backward(_layers[i - 1].Error);
            }
        }
    }

    private void Show(byte[] frame)
    {
        _frameInput.Fill(frame, _map);
        for (int i = 0; i < _input.Length; i++)
        {
            _input[i] = _map.Values[i] / (float)(1 << ModelBuilder.InputExponent);
        }

        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i].Forward(i == 0 ? _input : _layers[i - 1].Output);
        }
    }

    private void Forward(byte[] frame)
    {
        Show(frame);
        _readout.Read();
    }
}
