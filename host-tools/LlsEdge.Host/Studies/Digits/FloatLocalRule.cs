using LlsEdge.Host.Rules;
using LlsEdge.Host.Training.Networks;

namespace LlsEdge.Host.Studies.Digits;

/// <summary>
/// The LLS family for one layer and one frame in single precision: what <see cref="LlsReference"/> states, with buffers and without waste. Latents and
/// basis lie as [cell][channel] here, the map's own order.
/// </summary>
internal sealed class FloatLocalRule
{
    private readonly CellAverage _average;
    private readonly int _channels;
    private readonly int _cells;
    private readonly LocalRuleOptions _options;
    private readonly int _classes;
    private readonly float[][] _basis;
    private readonly float[] _latent;
    private readonly float[] _latentGradient;
    private readonly float[] _products;
    private readonly float[] _errors;
    private readonly float[] _residuals;
    private readonly float[] _active;
    private readonly float[] _activeShares;

    /// <summary>Sets the rule up for one layer.</summary>
    /// <param name="shape">The layer's map.</param>
    /// <param name="grid">P.</param>
    /// <param name="options">The member of the family.</param>
    /// <param name="basis">B, rows of [channel][cell] as everywhere else.</param>
    /// <param name="classes">C.</param>
    /// <param name="random">Draws m or M.</param>
    public FloatLocalRule(FeatureShape shape, int grid, LocalRuleOptions options, double[][] basis, int classes, Random random)
    {
        _average = new CellAverage(shape, grid, grid);
        _channels = shape.Channels;
        _cells = grid * grid;
        _options = options;
        _classes = classes;
        int length = _channels * _cells;
        _latent = new float[length];
        _latentGradient = new float[length];
        _basis = [.. basis.Select(row => Enumerable.Range(0, length).Select(t => (float)row[(t % _channels * _cells) + (t / _channels)]).ToArray())];
        _products = new float[basis.Length];
        _residuals = new float[basis.Length];
        _errors = new float[classes];
        int factors = options.Modulation switch { Modulation.None => 0, Modulation.Vector => classes, _ => basis.Length * classes };
        Factors = [.. Enumerable.Range(0, factors).Select(_ => (float)(0.01 * Basis.NextNormal(random)))];
        FactorGradient = new float[factors];
        _active = new float[options.HasMeanMask ? shape.Length : 0];
        _activeShares = new float[_channels];
    }

    /// <summary>Gets m, or M row by row.</summary>
    public float[] Factors { get; }

    /// <summary>Gets the gradient of <see cref="Factors"/> of the last run.</summary>
    public float[] FactorGradient { get; }

    /// <summary>Turns scores into their softmax.</summary>
    /// <param name="scores">Scores, overwritten.</param>
    public static void Softmax(float[] scores)
    {
        float best = scores.Max();
        float total = 0;
        for (int j = 0; j < scores.Length; j++)
        {
            scores[j] = MathF.Exp(scores[j] - best);
            total += scores[j];
        }

        for (int j = 0; j < scores.Length; j++)
        {
            scores[j] /= total;
        }
    }

    /// <summary>Computes the layer's error.</summary>
    /// <param name="map">h.</param>
    /// <param name="label">The true class.</param>
    /// <param name="error">Receives dh; with a mean mask that is δ already.</param>
    public void Run(float[] map, int label, float[] error)
    {
        Array.Clear(error);
        for (int cell = 0; cell < _cells; cell++)
        {
            _average.Average(cell, map, _latent.AsSpan(cell * _channels, _channels));
        }

        float norm = _options.Normalises ? MathF.Sqrt(Lanes.Dot(_latent, _latent)) : 1;
        if (norm == 0)
        {
            // A map that is zero everywhere has no direction.
            Array.Clear(FactorGradient);
            return;
        }

        for (int i = 0; i < _products.Length; i++)
        {
            _products[i] = Lanes.Dot(_basis[i], _latent) / norm;
        }

        Score(label);

        // dz = (g − u·a)/N
        float temperature = (float)_options.Temperature;
        float alignment = _options.Normalises ? Lanes.Dot(_residuals, _products) / temperature : 0;
        Array.Clear(_latentGradient);
        Lanes.AddScaled(-alignment / (norm * norm), _latent, _latentGradient);
        for (int i = 0; i < _basis.Length; i++)
        {
            Lanes.AddScaled(_residuals[i] / (temperature * norm), _basis[i], _latentGradient);
        }

        Spread(map, error);
    }

    // Scores, their softmax's error, and that error back at the products.
    private void Score(int label)
    {
        float temperature = (float)_options.Temperature;
        switch (_options.Modulation)
        {
            case Modulation.None:
                _products.CopyTo(_errors, 0);
                break;
            case Modulation.Vector:
                for (int j = 0; j < _classes; j++)
                {
                    _errors[j] = _products[j] * Factors[j];
                }

                break;
            default:
                Array.Clear(_errors);
                for (int i = 0; i < _products.Length; i++)
                {
                    Lanes.AddScaled(_products[i], Factors.AsSpan(i * _classes, _classes), _errors);
                }

                break;
        }

        for (int j = 0; j < _classes; j++)
        {
            _errors[j] /= temperature;
        }

        Softmax(_errors);
        _errors[label] -= 1;
        Array.Clear(FactorGradient);
        for (int i = 0; i < _products.Length; i++)
        {
            switch (_options.Modulation)
            {
                case Modulation.None:
                    _residuals[i] = _errors[i];
                    break;
                case Modulation.Vector:
                    _residuals[i] = _errors[i] * Factors[i];
                    FactorGradient[i] = _errors[i] * _products[i] / temperature;
                    break;
                default:
                    _residuals[i] = Lanes.Dot(Factors.AsSpan(i * _classes, _classes), _errors);
                    Lanes.AddScaled(_products[i] / temperature, _errors, FactorGradient.AsSpan(i * _classes, _classes));
                    break;
            }
        }
    }

    private void Spread(float[] map, float[] error)
    {
        for (int i = 0; i < _active.Length; i++)
        {
            _active[i] = map[i] > 0 ? 1 : 0;
        }

        for (int cell = 0; cell < _cells; cell++)
        {
            Span<float> dz = _latentGradient.AsSpan(cell * _channels, _channels);
            if (_options.HasMeanMask)
            {
                _average.Average(cell, _active, _activeShares);
                for (int k = 0; k < _channels; k++)
                {
                    dz[k] *= _activeShares[k];
                }
            }

            _average.Spread(cell, dz, error);
        }
    }
}
