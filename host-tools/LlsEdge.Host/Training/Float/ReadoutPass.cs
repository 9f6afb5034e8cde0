using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Float;

/// <summary>The readout while back-propagation trains the layers below it: cell averages of the taps, a linear map, softmax and cross-entropy with smoothed labels.</summary>
internal sealed class ReadoutPass
{
    private readonly Model _model;
    private readonly int _frames;
    private readonly float[] _features;

    public ReadoutPass(Model model, int frames)
    {
        _model = model;
        _frames = frames;
        _features = new float[frames * model.Readout.FeatureCount];
        Gradient = new float[model.ClassCount * (model.Readout.FeatureCount + 1)];
    }

    public float[] Gradient { get; }

    /// <summary>Runs forward and backward over a chunk.</summary>
    /// <param name="weights">[C][F + 1].</param>
    /// <param name="passes">The layers' passes; the taps' errors are added.</param>
    /// <param name="labels">One a frame.</param>
    /// <param name="smoothing">What of a label's certainty is spread over all classes.</param>
    /// <param name="scale">1 / the batch's frames.</param>
    /// <returns>The sum of the losses.</returns>
    public double Run(float[] weights, ConvolutionPass[] passes, ReadOnlySpan<int> labels, float smoothing, float scale)
    {
        Array.Clear(Gradient);
        Array.Clear(_features);
        ForEachValue((f, j, layer, at, share) => _features[(f * _model.Readout.FeatureCount) + j] += passes[layer].Output[at] * share);
        int classes = _model.ClassCount;
        int count = _model.Readout.FeatureCount;
        float[] featureErrors = new float[_features.Length];
        double loss = 0;
        float[] p = new float[classes];
        for (int f = 0; f < _frames; f++)
        {
            ReadOnlySpan<float> features = _features.AsSpan(f * count, count);
            float best = float.MinValue;
            for (int c = 0; c < classes; c++)
            {
                ReadOnlySpan<float> row = weights.AsSpan(c * (count + 1), count + 1);
                float score = row[count];
                for (int j = 0; j < count; j++)
                {
                    score += row[j] * features[j];
                }

                p[c] = score;
                best = Math.Max(best, score);
            }

            float total = 0;
            for (int c = 0; c < classes; c++)
            {
                p[c] = MathF.Exp(p[c] - best);
                total += p[c];
            }

            for (int c = 0; c < classes; c++)
            {
                float target = (smoothing / classes) + (c == labels[f] ? 1 - smoothing : 0);
                float probability = p[c] / total;
                loss -= target * Math.Log(Math.Max(probability, 1e-9f));
                float error = (probability - target) * scale;
                int row = c * (count + 1);
                for (int j = 0; j < count; j++)
                {
                    Gradient[row + j] += error * features[j];
                    featureErrors[(f * count) + j] += error * weights[row + j];
                }

                Gradient[row + count] += error;
            }
        }

        ForEachValue((f, j, layer, at, share) => passes[layer].Error[at] += featureErrors[(f * count) + j] * share);
        return loss;
    }

    private void ForEachValue(Action<int, int, int, int, float> visit)
    {
        int first = 0;
        foreach (ReadoutTap tap in _model.Readout.Taps)
        {
            ConvolutionLayer layer = _model.Layers[tap.Layer];
            int size = layer.OutputSize;
            int cell = size / tap.Grid;
            float share = 1f / (cell * cell);
            int at = 0;
            for (int k = 0; k < layer.OutputChannels; k++)
            {
                for (int f = 0; f < _frames; f++)
                {
                    for (int y = 0; y < size; y++)
                    {
                        for (int x = 0; x < size; x++)
                        {
                            int j = first + (k * tap.Grid * tap.Grid) + (y / cell * tap.Grid) + (x / cell);
                            visit(f, j, tap.Layer, at++, share);
                        }
                    }
                }
            }

            first += layer.OutputChannels * tap.Grid * tap.Grid;
        }
    }
}
