using System.Numerics;
using LlsEdge.Host.Rules;

namespace LlsEdge.Host.Studies.Digits;

/// <summary>The LLS family for one layer and one frame in single precision: what <see cref="LlsReference"/> states, with buffers and without waste. The
/// basis is the square one.</summary>
internal sealed class FloatLocalRule
{
    private readonly int _channels;
    private readonly int _size;
    private readonly int _grid;
    private readonly Modulation _modulation;
    private readonly float _temperature;
    private readonly float[][] _basis;
    private readonly float[] _latent;
    private readonly float[] _latentGradient;
    private readonly float[] _products;
    private readonly float[] _errors;
    private readonly float[] _residuals;

    public FloatLocalRule(int channels, int size, int grid, Modulation modulation, int classes, double temperature, Random random)
    {
        _channels = channels;
        _size = size;
        _grid = grid;
        _modulation = modulation;
        _temperature = (float)temperature;
        _latent = new float[channels * grid * grid];
        _latentGradient = new float[_latent.Length];
        _basis = [.. Basis.Create(BasisKind.Square, classes, _latent.Length).Select(row => row.Select(v => (float)v).ToArray())];
        _products = new float[classes];
        _errors = new float[classes];
        _residuals = new float[classes];
        int factors = modulation switch { Modulation.None => 0, Modulation.Vector => classes, _ => classes * classes };
        Factors = [.. Enumerable.Range(0, factors).Select(_ => (float)(0.01 * Basis.NextNormal(random)))];
        FactorGradient = new float[factors];
    }

    /// <summary>Gets m, or M row by row.</summary>
    public float[] Factors { get; }

    /// <summary>Gets the gradient of <see cref="Factors"/> of the last run.</summary>
    public float[] FactorGradient { get; }

    /// <summary>Computes the layer's error.</summary>
    /// <param name="map">h.</param>
    /// <param name="label">The true class.</param>
    /// <param name="error">Receives dh.</param>
    public void Run(float[] map, int label, float[] error)
    {
        Pool(map);
        float norm = MathF.Sqrt(Dot(_latent, _latent));
        if (norm == 0)
        {
            // A map that is zero everywhere has no direction.
            Array.Clear(error);
            Array.Clear(FactorGradient);
            return;
        }

        for (int i = 0; i < _products.Length; i++)
        {
            _products[i] = Dot(_basis[i], _latent) / norm;
        }

        Score(label);
        float alignment = Dot(_residuals, _products) / _temperature;
        for (int t = 0; t < _latent.Length; t++)
        {
            _latentGradient[t] = -_latent[t] / norm * alignment;
        }

        for (int i = 0; i < _basis.Length; i++)
        {
            float residual = _residuals[i] / _temperature;
            float[] row = _basis[i];
            for (int t = 0; t < _latentGradient.Length; t++)
            {
                _latentGradient[t] += residual * row[t];
            }
        }

        for (int t = 0; t < _latentGradient.Length; t++)
        {
            _latentGradient[t] /= norm;
        }

        Spread(error);
    }

    // Scores, their softmax's error, and that error back at the products.
    private void Score(int label)
    {
        int classes = _errors.Length;
        for (int j = 0; j < classes; j++)
        {
            float score = _products[j];
            if (_modulation == Modulation.Vector)
            {
                score *= Factors[j];
            }
            else if (_modulation == Modulation.Matrix)
            {
                score = 0;
                for (int i = 0; i < classes; i++)
                {
                    score += _products[i] * Factors[(i * classes) + j];
                }
            }

            _errors[j] = score / _temperature;
        }

        Softmax(_errors);
        _errors[label] -= 1;
        for (int i = 0; i < classes; i++)
        {
            _residuals[i] = _errors[i];
            if (_modulation == Modulation.Vector)
            {
                _residuals[i] *= Factors[i];
                FactorGradient[i] = _errors[i] * _products[i] / _temperature;
            }
            else if (_modulation == Modulation.Matrix)
            {
                _residuals[i] = 0;
                for (int j = 0; j < classes; j++)
                {
                    _residuals[i] += Factors[(i * classes) + j] * _errors[j];
                    FactorGradient[(i * classes) + j] = _products[i] * _errors[j] / _temperature;
                }
            }
        }
    }

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

    private void Pool(float[] map)
    {
        int cell = 0;
        for (int k = 0; k < _channels; k++)
        {
            for (int i = 0; i < _grid; i++)
            {
                (int top, int bottom) = AveragePooling.Cell(i, _grid, _size);
                for (int j = 0; j < _grid; j++, cell++)
                {
                    (int left, int right) = AveragePooling.Cell(j, _grid, _size);
                    float sum = 0;
                    for (int y = top; y < bottom; y++)
                    {
                        int row = ((k * _size) + y) * _size;
                        for (int x = left; x < right; x++)
                        {
                            sum += map[row + x];
                        }
                    }

                    _latent[cell] = sum / ((bottom - top) * (right - left));
                }
            }
        }
    }

    private void Spread(float[] error)
    {
        Array.Clear(error);
        int cell = 0;
        for (int k = 0; k < _channels; k++)
        {
            for (int i = 0; i < _grid; i++)
            {
                (int top, int bottom) = AveragePooling.Cell(i, _grid, _size);
                for (int j = 0; j < _grid; j++, cell++)
                {
                    (int left, int right) = AveragePooling.Cell(j, _grid, _size);
                    float share = _latentGradient[cell] / ((bottom - top) * (right - left));
                    for (int y = top; y < bottom; y++)
                    {
                        int row = ((k * _size) + y) * _size;
                        for (int x = left; x < right; x++)
                        {
                            error[row + x] += share;
                        }
                    }
                }
            }
        }
    }

    private static float Dot(float[] a, float[] b)
    {
        Vector<float> sums = Vector<float>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sums += new Vector<float>(a, i) * new Vector<float>(b, i);
        }

        float sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
