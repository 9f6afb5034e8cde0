using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Float;

/// <summary>The readout while back-propagation trains the layers below it: cell averages of the taps, a linear map, softmax and cross-entropy.</summary>
internal sealed class ReadoutPass
{
    private readonly Model _model;
    private readonly int _frames;
    private readonly float[] _featureErrors;

    public ReadoutPass(Model model, int frames)
    {
        _model = model;
        _frames = frames;
        Features = new float[frames * model.Readout.FeatureCount];
        _featureErrors = new float[Features.Length];
        Gradient = new float[model.ClassCount * (model.Readout.FeatureCount + 1)];
    }

    /// <summary>Gets the gradient of the weights.</summary>
    public float[] Gradient { get; }

    /// <summary>Gets the averages, [frame][F].</summary>
    public float[] Features { get; }

    /// <summary>Averages the taps' maps.</summary>
    public void Collect(LayerPass[] passes)
    {
        Array.Clear(Features);
        int first = 0;
        foreach (ReadoutTap tap in _model.Readout.Taps)
        {
            Average(_model.Layers[tap.Layer], tap.Grid, first, passes[tap.Layer].Output);
            first += _model.Layers[tap.Layer].OutputChannels * tap.Grid * tap.Grid;
        }
    }

    /// <summary>Runs forward and backward over the collected features.</summary>
    /// <param name="weights">[C][F + 1].</param>
    /// <param name="targets">The wanted probabilities, [frame][C].</param>
    /// <param name="scale">1 / the batch's frames.</param>
    /// <returns>The sum of the losses.</returns>
    public double Run(float[] weights, ReadOnlySpan<float> targets, float scale)
    {
        Array.Clear(Gradient);
        Array.Clear(_featureErrors);
        int classes = _model.ClassCount;
        int count = _model.Readout.FeatureCount;
        double loss = 0;
        Span<float> p = stackalloc float[classes];
        for (int f = 0; f < _frames; f++)
        {
            ReadOnlySpan<float> features = Features.AsSpan(f * count, count);
            Span<float> errors = _featureErrors.AsSpan(f * count, count);
            Softmax(weights, features, p);
            for (int c = 0; c < classes; c++)
            {
                float target = targets[(f * classes) + c];
                loss -= target * Math.Log(Math.Max(p[c], 1e-9f));
                float error = (p[c] - target) * scale;
                int row = c * (count + 1);
                for (int j = 0; j < count; j++)
                {
                    Gradient[row + j] += error * features[j];
                    errors[j] += error * weights[row + j];
                }

                Gradient[row + count] += error;
            }
        }

        return loss;
    }

    /// <summary>Adds the features' errors to those of the taps' maps.</summary>
    public void Spread(LayerPass[] passes)
    {
        int first = 0;
        foreach (ReadoutTap tap in _model.Readout.Taps)
        {
            Spread(_model.Layers[tap.Layer], tap.Grid, first, passes[tap.Layer].Error);
            first += _model.Layers[tap.Layer].OutputChannels * tap.Grid * tap.Grid;
        }
    }

    /// <summary>Gives what a frame is taken for, of the collected features.</summary>
    /// <param name="weights">[C][F + 1].</param>
    /// <param name="frame">The frame of the chunk.</param>
    /// <param name="probabilities">Receives C probabilities.</param>
    public void Predict(float[] weights, int frame, Span<float> probabilities) =>
        Softmax(weights, Features.AsSpan(frame * _model.Readout.FeatureCount, _model.Readout.FeatureCount), probabilities);

    private static void Softmax(float[] weights, ReadOnlySpan<float> features, Span<float> p)
    {
        int count = features.Length;
        float best = float.MinValue;
        for (int c = 0; c < p.Length; c++)
        {
            ReadOnlySpan<float> row = weights.AsSpan(c * (count + 1), count + 1);
            p[c] = row[count] + Rectifier.Dot(row[..count], features);
            best = Math.Max(best, p[c]);
        }

        float total = 0;
        for (int c = 0; c < p.Length; c++)
        {
            p[c] = MathF.Exp(p[c] - best);
            total += p[c];
        }

        for (int c = 0; c < p.Length; c++)
        {
            p[c] /= total;
        }
    }

    private void Average(ConvolutionLayer layer, int grid, int first, float[] output)
    {
        int size = layer.OutputSize;
        int cell = size / grid;
        float share = 1f / (cell * cell);
        int at = 0;
        for (int k = 0; k < layer.OutputChannels; k++)
        {
            for (int f = 0; f < _frames; f++)
            {
                int feature = (f * _model.Readout.FeatureCount) + first + (k * grid * grid);
                for (int y = 0; y < size; y++)
                {
                    for (int column = 0; column < grid; column++)
                    {
                        float sum = 0;
                        for (int end = at + cell; at < end; at++)
                        {
                            sum += output[at];
                        }

                        Features[feature + (y / cell * grid) + column] += sum * share;
                    }
                }
            }
        }
    }

    private void Spread(ConvolutionLayer layer, int grid, int first, float[] error)
    {
        int size = layer.OutputSize;
        int cell = size / grid;
        float share = 1f / (cell * cell);
        int at = 0;
        for (int k = 0; k < layer.OutputChannels; k++)
        {
            for (int f = 0; f < _frames; f++)
            {
                int feature = (f * _model.Readout.FeatureCount) + first + (k * grid * grid);
                for (int y = 0; y < size; y++)
                {
                    for (int column = 0; column < grid; column++)
                    {
                        float part = _featureErrors[feature + (y / cell * grid) + column] * share;
                        for (int end = at + cell; at < end; at++)
                        {
                            error[at] += part;
                        }
                    }
                }
            }
        }
    }
}
