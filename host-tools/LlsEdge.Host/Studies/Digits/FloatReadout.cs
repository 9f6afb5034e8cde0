using LlsEdge.Host.Models;
using LlsEdge.Host.Training.Networks;

namespace LlsEdge.Host.Studies.Digits;

/// <summary>The board's readout in floating point: the averages of several layers' maps over grids of cells, standardised, times one row of weights a
/// class. It starts at zero.</summary>
internal sealed class FloatReadout
{
    private readonly Tap[] _taps;
    private readonly int _classes;
    private readonly float[] _raw;
    private readonly float[] _features;
    private readonly float[] _errors;
    private readonly float[] _least;
    private readonly float[] _mean;
    private readonly float[] _inverse;

    public FloatReadout(ModelDescription description, IReadOnlyList<FloatLayer> layers)
    {
        _classes = description.Classes.Count;
        _taps = new Tap[description.Readout.Taps.Count];
        int first = 0;
        List<float> least = [];
        for (int i = 0; i < _taps.Length; i++)
        {
            TapDescription tap = description.Readout.Taps[i];
            FeatureShape shape = layers[tap.Layer].Shape;
            _taps[i] = new Tap(layers[tap.Layer], new CellAverage(shape, tap.Grid, tap.Grid), first);
            first += _taps[i].Length;

            // A deviation counts as at least one unit of the board's sum over a cell.
            int side = (shape.Height + tap.Grid - 1) / tap.Grid;
            least.AddRange(Enumerable.Repeat(MathF.Pow(2, -description.Layers[tap.Layer].ActivationExponent) / (side * side), _taps[i].Length));
        }

        _least = [.. least];
        _raw = new float[first];
        _features = new float[first];
        _errors = new float[first];
        _mean = new float[first];
        _inverse = [.. Enumerable.Repeat(1f, first)];
        Weights = new float[_classes * first];
        Bias = new float[_classes];
        Scores = new float[_classes];
    }

    /// <summary>Gets the weights, [C][F].</summary>
    public float[] Weights { get; }

    public float[] Bias { get; }

    /// <summary>Gets what <see cref="Read"/> came to. Whoever teaches turns it into the error before
    /// <see cref="SendBack"/> and <see cref="Descend"/>.</summary>
    public float[] Scores { get; }

    /// <summary>Computes features and scores of what the layers show.</summary>
    public void Read()
    {
        foreach (Tap tap in _taps)
        {
            tap.Average(_raw);
        }

        for (int j = 0; j < _raw.Length; j++)
        {
            _features[j] = (_raw[j] - _mean[j]) * _inverse[j];
        }

        for (int c = 0; c < _classes; c++)
        {
            Scores[c] = Lanes.Dot(Row(c), _features) + Bias[c];
        }
    }

    /// <summary>Adds the error of the layers' activations that the scores' error comes from.</summary>
    public void SendBack()
    {
        Array.Clear(_errors);
        for (int c = 0; c < _classes; c++)
        {
            Lanes.AddScaled(Scores[c], Row(c), _errors);
        }

        for (int j = 0; j < _errors.Length; j++)
        {
            _errors[j] *= _inverse[j];
        }

        foreach (Tap tap in _taps)
        {
            tap.Spread(_errors);
        }
    }

    /// <summary>One step of gradient descent.</summary>
    /// <param name="rate">The rate.</param>
    public void Descend(float rate)
    {
        for (int c = 0; c < _classes; c++)
        {
            Lanes.AddScaled(-rate * Scores[c], _features, Row(c));
            Bias[c] -= rate * Scores[c];
        }
    }

    /// <summary>Standardises by what the layers make of some frames now. The weights follow, so that scores stay as they are.</summary>
    /// <param name="count">How many frames.</param>
    /// <param name="show">Runs the layers on a frame.</param>
    public void Standardise(int count, Action<int> show)
    {
        double[] sums = new double[_raw.Length];
        double[] squares = new double[_raw.Length];
        for (int i = 0; i < count; i++)
        {
            show(i);
            foreach (Tap tap in _taps)
            {
                tap.Average(_raw);
            }

            for (int j = 0; j < _raw.Length; j++)
            {
                sums[j] += _raw[j];
                squares[j] += (double)_raw[j] * _raw[j];
            }
        }

        for (int j = 0; j < _raw.Length; j++)
        {
            double mean = sums[j] / count;
            float inverse = (float)(1 / Math.Max(_least[j], Math.Sqrt(Math.Max(0, (squares[j] / count) - (mean * mean)))));
            for (int c = 0; c < _classes; c++)
            {
                ref float weight = ref Weights[(c * _raw.Length) + j];
                Bias[c] += weight * ((float)mean - _mean[j]) * _inverse[j];
                weight *= _inverse[j] / inverse;
            }

            _mean[j] = (float)mean;
            _inverse[j] = inverse;
        }
    }

    private Span<float> Row(int c) => Weights.AsSpan(c * _features.Length, _features.Length);

    private sealed class Tap(FloatLayer layer, CellAverage average, int first)
    {
        private readonly int _channels = layer.Shape.Channels;

        public int Length => _channels * average.Count;

        public void Average(float[] features)
        {
            for (int cell = 0; cell < average.Count; cell++)
            {
                average.Average(cell, layer.Output, features.AsSpan(first + (cell * _channels), _channels));
            }
        }

        public void Spread(float[] errors)
        {
            for (int cell = 0; cell < average.Count; cell++)
            {
                average.Spread(cell, errors.AsSpan(first + (cell * _channels), _channels), layer.Error);
            }
        }
    }
}
