using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>
/// The last convolution by back-propagation from the readout, everything else as the board does it, in floating point: the same factory weights, the same
/// camera mean, the same one pass. Activations are rounded as on the board; the error passes straight through the rounding.
/// </summary>
internal sealed class BpTail
{
    private const double CameraPseudoFrames = LlsEdge.Learning.Readout.PseudoFrames;
    private const double FeatureLimit = 8;

    private readonly Model _model;
    private readonly ConvolutionLayer _tail;
    private readonly double[] _weights;
    private readonly double[] _bias;
    private readonly double[][] _readout;
    private readonly double[] _camera;
    private readonly double[][] _classSums;
    private readonly int[] _classCounts;
    private readonly double _readoutRate;
    private readonly double _tailRate;
    private readonly double[] _output;
    private readonly double[] _features;

    public BpTail(Model model, double tailRate)
    {
        _model = model;
        _tail = model.Layers[^1];
        _tailRate = tailRate;
        double unit = Math.Pow(2, -_tail.WeightExponent);
        _weights = [.. _tail.Weights.Select(w => w * unit)];
        _bias = [.. _tail.Bias.Select(b => b * unit * Math.Pow(2, -_tail.InputExponent))];
        Readout readout = model.Readout;
        int row = readout.FeatureCount + 1;
        _readout = [.. Enumerable.Range(0, model.ClassCount).Select(c => readout.Weights.Skip(c * row).Take(row).Select(w => w / 4096.0).ToArray())];
        _readoutRate = readout.RateMantissa / 128.0 / (1 << readout.RateShift);
        _camera = new double[readout.FeatureCount];
        _classSums = [.. Enumerable.Range(0, model.ClassCount).Select(_ => new double[readout.FeatureCount])];
        _classCounts = new int[model.ClassCount];
        _output = new double[_tail.OutputChannels * _tail.OutputSize * _tail.OutputSize];
        _features = new double[readout.FeatureCount];
        InitialNorm = Math.Sqrt(_weights.Sum(w => w * w));
        Initial = [.. _weights];
    }

    private double[] Initial { get; }

    private double InitialNorm { get; }

    /// <summary>Gets how far the weights have moved, relative to their norm.</summary>
    public double Change => Math.Sqrt(_weights.Zip(Initial, (a, b) => (a - b) * (a - b)).Sum()) / InitialNorm;

    /// <summary>Decides on a frame.</summary>
    /// <param name="frame">What the frozen layers made of it.</param>
    public int Predict(TailFrame frame)
    {
        Forward(frame);
        return FloatReadout.Best(FloatReadout.Scores(_readout, Centred()));
    }

    /// <summary>Learns a frame: first the camera's mean, then readout and convolution.</summary>
    /// <param name="frame">What the frozen layers made of it.</param>
    /// <param name="label">Its class.</param>
    /// <param name="isReplay">Whether only the convolution learns.</param>
    public void Learn(TailFrame frame, int label, bool isReplay)
    {
        Forward(frame);
        if (!isReplay && _model.Readout.TracksCamera)
        {
            Remember(label);
        }

        double[] centred = Centred();
        double[] p = FloatReadout.Softmax(FloatReadout.Scores(_readout, centred));
        double[] error = FeatureErrors(p, label);
        if (!isReplay)
        {
            FloatReadout.Descend(_readout, centred, p, label, _readoutRate);
        }

        Backward(frame, error);
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

    private double[] FeatureErrors(double[] p, int label)
    {
        double[] errors = new double[_features.Length];
        for (int c = 0; c < p.Length; c++)
        {
            double e = p[c] - (c == label ? 1 : 0);
            for (int j = 0; j < errors.Length; j++)
            {
                errors[j] += e * _readout[c][j];
            }
        }

        return errors;
    }

    private void Forward(TailFrame frame)
    {
        double scale = Math.Pow(2, _tail.OutputExponent);
        int at = 0;
        for (int k = 0; k < _tail.OutputChannels; k++)
        {
            for (int position = 0; position < frame.Patches.Length; position++)
            {
                double sum = _bias[k];
                double[] patch = frame.Patches[position];
                int row = k * patch.Length;
                for (int j = 0; j < patch.Length; j++)
                {
                    sum += _weights[row + j] * patch[j];
                }

                _output[at++] = Math.Clamp(Math.Floor((sum * scale) + 0.5), 0, _tail.ActivationLimit);
            }
        }

        frame.Features.CopyTo(_features, 0);
        ForEachTailFeature((feature, position) => _features[feature] += Gain(feature) * _output[position]);
        ForEachTailTap((first, count) =>
        {
            for (int j = first; j < first + count; j++)
            {
                _features[j] = Math.Clamp(_features[j] - (_model.Readout.Mean[j] / 16.0 * Gain(j)), -FeatureLimit, FeatureLimit);
            }
        });
    }

    private void Backward(TailFrame frame, double[] featureErrors)
    {
        double[] error = new double[_output.Length];
        double scale = Math.Pow(2, _tail.OutputExponent);
        ForEachTailFeature((feature, position) => error[position] += featureErrors[feature] * Gain(feature) * scale);
        int at = 0;
        for (int k = 0; k < _tail.OutputChannels; k++)
        {
            for (int position = 0; position < frame.Patches.Length; position++, at++)
            {
                if (_output[at] > 0 && _output[at] < _tail.ActivationLimit)
                {
                    double step = _tailRate * error[at];
                    double[] patch = frame.Patches[position];
                    int row = k * patch.Length;
                    for (int j = 0; j < patch.Length; j++)
                    {
                        _weights[row + j] -= step * patch[j];
                    }

                    _bias[k] -= step;
                }
            }
        }
    }

    // Features a unit of the board's cell sums.
    private double Gain(int feature) => 16.0 * _model.Readout.InverseDeviation[feature] / (1 << 20);

    private void ForEachTailTap(Action<int, int> visit)
    {
        int first = 0;
        foreach (ReadoutTap tap in _model.Readout.Taps)
        {
            int count = _model.Layers[tap.Layer].OutputChannels * tap.Grid * tap.Grid;
            if (tap.Layer == _model.Layers.Length - 1)
            {
                visit(first, count);
            }

            first += count;
        }
    }

    private void ForEachTailFeature(Action<int, int> visit)
    {
        int size = _tail.OutputSize;
        ForEachTailTap((first, count) =>
        {
            int grid = (int)Math.Sqrt(count / _tail.OutputChannels);
            int cell = size / grid;
            for (int at = 0; at < _output.Length; at++)
            {
                int k = at / (size * size);
                int y = at / size % size;
                int x = at % size;
                visit(first + (k * grid * grid) + (y / cell * grid) + (x / cell), at);
            }
        });
    }
}
