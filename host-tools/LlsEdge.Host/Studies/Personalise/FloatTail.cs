using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>
/// The last convolution by another rule than LLS, everything else as the board does it, in floating point: the same factory weights, the same camera mean,
/// the same one pass. Activations are rounded as on the board; errors pass straight through the rounding.
/// </summary>
internal sealed class FloatTail : IRoomLearner
{
    private const double CameraPseudoFrames = LlsEdge.Learning.Readout.PseudoFrames;
    private const double FeatureLimit = 8;

    private readonly StudyModel _study;
    private readonly Model _model;
    private readonly ConvolutionLayer _tail;
    private readonly TailError _source;
    private readonly int[] _inputs;
    private readonly int[] _featureOfOutput;
    private readonly double[] _weights;
    private readonly double[] _start;
    private readonly double[] _bias;
    private readonly double[][] _readout;
    private readonly double[] _camera;
    private readonly double[][] _classSums;
    private readonly int[] _classCounts;
    private readonly double _readoutRate;
    private readonly double _tailRate;
    private readonly int[] _steps;
    private readonly double[] _features;
    private readonly double[] _patches;
    private double[] _probabilities;

    /// <summary>Takes a factory model with a small last layer.</summary>
    /// <param name="study">The model, and what its frozen layers make of frames.</param>
    /// <param name="tailRate">The last layer's rate.</param>
    /// <param name="source">Makes its source of error: given K, positions, C and the readout's rate.</param>
    public FloatTail(StudyModel study, double tailRate, Func<int, int, int, double, TailError> source)
    {
        _study = study;
        _model = study.Load(tailed: true);
        _tail = _model.Layers[^1];
        _tailRate = tailRate;
        double unit = Math.Pow(2, -_tail.WeightExponent);
        _weights = [.. _tail.Weights.Select(w => w * unit)];
        _start = [.. _weights];
        _bias = [.. _tail.Bias.Select(b => b * unit * Math.Pow(2, -_tail.InputExponent))];
        Readout readout = _model.Readout;
        int row = readout.FeatureCount + 1;
        _readout = [.. Enumerable.Range(0, _model.ClassCount).Select(c => readout.Weights.Skip(c * row).Take(row).Select(w => w / 4096.0).ToArray())];
        _readoutRate = readout.RateMantissa / 128.0 / (1 << readout.RateShift);
        _camera = new double[readout.FeatureCount];
        _classSums = [.. Enumerable.Range(0, _model.ClassCount).Select(_ => new double[readout.FeatureCount])];
        _classCounts = new int[_model.ClassCount];
        _features = new double[readout.FeatureCount];
        _probabilities = new double[_model.ClassCount];
        int positions = _tail.OutputSize * _tail.OutputSize;
        Output = new double[_tail.OutputChannels * positions];
        _steps = new int[Output.Length];
        _inputs = PatchTable(_tail);
        _patches = new double[_inputs.Length];
        _featureOfOutput = FeatureTable(_model);
        _source = source(_tail.OutputChannels, positions, _model.ClassCount, _readoutRate);
    }

    /// <summary>Gets the last layer's activations, [channel][position].</summary>
    public double[] Output { get; }

    /// <inheritdoc/>
    public double Probability => _probabilities[1];

    /// <inheritdoc/>
    public double TailChange => Math.Sqrt(_weights.Zip(_start, (a, b) => (a - b) * (a - b)).Sum() / _start.Sum(w => w * w));

    private int Taps => _featureOfOutput.Length / Output.Length;

    /// <inheritdoc/>
    public int Predict(RoomFrame frame)
    {
        Forward(frame);
        double[] scores = FloatReadout.Scores(_readout, Centred());
        _probabilities = FloatReadout.Softmax(scores);
        return FloatReadout.Best(scores);
    }

    /// <inheritdoc/>
    public void Teach(RoomFrame frame)
    {
        Forward(frame);
        if (_model.Readout.TracksCamera)
        {
            Remember(frame.Label);
        }

        Learn(frame.Label, readoutLearns: true);
    }

    /// <inheritdoc/>
    public void Rehearse(RoomFrame frame)
    {
        Forward(frame);
        Learn(frame.Label, readoutLearns: false);
    }

    /// <inheritdoc/>
    public Action ForgetCamera()
    {
        double[] camera = [.. _camera];
        int[] counts = [.. _classCounts];
        double[][] sums = [.. _classSums.Select(c => c.ToArray())];
        Array.Clear(_camera);
        Array.Clear(_classCounts);
        foreach (double[] c in _classSums)
        {
            Array.Clear(c);
        }

        return () =>
        {
            camera.CopyTo(_camera, 0);
            counts.CopyTo(_classCounts, 0);
            for (int c = 0; c < sums.Length; c++)
            {
                sums[c].CopyTo(_classSums[c], 0);
            }
        };
    }

    /// <summary>Sends the readout's error down through its weights.</summary>
    /// <param name="errors">p − y.</param>
    /// <param name="target">Receives the activations' error.</param>
    public void SendDown(double[] errors, double[] target)
    {
        double scale = Math.Pow(2, _tail.OutputExponent);
        for (int i = 0; i < _featureOfOutput.Length; i++)
        {
            int feature = _featureOfOutput[i];
            double error = 0;
            for (int c = 0; c < errors.Length; c++)
            {
                error += errors[c] * _readout[c][feature];
            }

            target[i % Output.Length] += error * Gain(feature) * scale;
        }
    }

    private void Learn(int label, bool readoutLearns)
    {
        double[] centred = Centred();
        double[] p = FloatReadout.Softmax(FloatReadout.Scores(_readout, centred));
        double[] errors = [.. p.Select((v, c) => v - (c == label ? 1 : 0))];
        double[] target = new double[Output.Length];
        _source.Compute(this, errors, label, target);
        if (readoutLearns)
        {
            FloatReadout.Descend(_readout, centred, p, label, _readoutRate);
        }

        Descend(target);
    }

    private void Remember(int label)
    {
        _classCounts[label]++;
        for (int j = 0; j < _camera.Length; j++)
        {
            _classSums[label][j] += _features[j];
            double total = 0;
            for (int c = 0; c < _classSums.Length; c++)
            {
                total += _classSums[c][j] / (_classCounts[c] + CameraPseudoFrames);
            }

            _camera[j] = total / _classSums.Length;
        }
    }

    private double[] Centred() => [.. _features.Select((f, j) => f - _camera[j])];

    private void Forward(RoomFrame frame)
    {
        TrunkFrame trunk = _study.Frames(frame.Set, tailed: true)[frame.Index];
        double unit = Math.Pow(2, -_tail.InputExponent);
        for (int i = 0; i < _inputs.Length; i++)
        {
            _patches[i] = trunk.Input[_inputs[i]] * unit;
        }

        int length = _tail.WeightsPerChannel;
        int positions = _inputs.Length / length;
        double scale = Math.Pow(2, _tail.OutputExponent);
        int at = 0;
        for (int k = 0; k < _tail.OutputChannels; k++)
        {
            ReadOnlySpan<double> row = _weights.AsSpan(k * length, length);
            for (int position = 0; position < positions; position++, at++)
            {
                double sum = _bias[k];
                ReadOnlySpan<double> patch = _patches.AsSpan(position * length, length);
                for (int j = 0; j < patch.Length; j++)
                {
                    sum += row[j] * patch[j];
                }

                _steps[at] = (int)Math.Clamp(Math.Floor((sum * scale) + 0.5), 0, _tail.ActivationLimit);
                Output[at] = _steps[at] / scale;
            }
        }

        Standardise(trunk.Sums);
    }

    private void Standardise(int[] trunkSums)
    {
        for (int j = 0; j < _features.Length; j++)
        {
            _features[j] = trunkSums[j] - (_model.Readout.Mean[j] / 16.0);
        }

        for (int i = 0; i < _featureOfOutput.Length; i++)
        {
            _features[_featureOfOutput[i]] += _steps[i % Output.Length];
        }

        for (int j = 0; j < _features.Length; j++)
        {
            _features[j] = Math.Clamp(_features[j] * Gain(j), -FeatureLimit, FeatureLimit);
        }
    }

    private void Descend(double[] target)
    {
        int length = _tail.WeightsPerChannel;
        int positions = _inputs.Length / length;
        for (int at = 0; at < Output.Length; at++)
        {
            double step = _tailRate * target[at];
            if (step == 0 || _steps[at] <= 0 || _steps[at] >= _tail.ActivationLimit)
            {
                continue;
            }

            Span<double> row = _weights.AsSpan(at / positions * length, length);
            ReadOnlySpan<double> patch = _patches.AsSpan(at % positions * length, length);
            for (int j = 0; j < patch.Length; j++)
            {
                row[j] -= step * patch[j];
            }

            _bias[at / positions] -= step;
        }
    }

    // Features a unit of the board's cell sums.
    private double Gain(int feature) => 16.0 * _model.Readout.InverseDeviation[feature] / (1 << 20);

    // The place in the input map of each value of each position's patch.
    private static int[] PatchTable(ConvolutionLayer tail)
    {
        int size = tail.OutputSize;
        int row = tail.InputSize + (2 * tail.Padding);
        var table = new List<int>();
        for (int position = 0; position < size * size; position++)
        {
            int corner = (position / size * tail.Stride * row) + (position % size * tail.Stride);
            for (int j = 0; j < tail.WeightsPerChannel; j++)
            {
                int square = tail.KernelSize * tail.KernelSize;
                table.Add((j / square * row * row) + corner + (j % square / tail.KernelSize * row) + (j % tail.KernelSize));
            }
        }

        return [.. table];
    }

    // The feature to which each output contributes, once for every tap of the last layer.
    private static int[] FeatureTable(Model model)
    {
        var table = new List<int>();
        int first = 0;
        foreach (ReadoutTap tap in model.Readout.Taps)
        {
            ConvolutionLayer layer = model.Layers[tap.Layer];
            if (tap.Layer == model.Layers.Length - 1)
            {
                int size = layer.OutputSize;
                if (size % tap.Grid != 0)
                {
                    throw new Models.ModelException($"A tap of '{model.GetName()}' has a grid that does not divide its last layer's map: this study needs one that does.");
                }

                int cell = size / tap.Grid;
                table.AddRange(Enumerable.Range(0, layer.OutputChannels * size * size).Select(i =>
                    first + (((i / (size * size) * tap.Grid) + (i / size % size / cell)) * tap.Grid) + (i % size / cell)));
            }

            first += layer.OutputChannels * tap.Grid * tap.Grid;
        }

        return [.. table];
    }
}
