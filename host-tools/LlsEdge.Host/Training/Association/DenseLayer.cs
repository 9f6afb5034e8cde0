using System.Numerics;
using System.Runtime.InteropServices;

namespace LlsEdge.Host.Training.Association;

/// <summary>A layer of neurons that each see all inputs: v = W·x + b, y = σ(v), in float64.</summary>
public sealed class DenseLayer
{
    private readonly double[] _weights;
    private readonly double[] _bias;
    private readonly double[] _drive;
    private readonly double[] _output;

    /// <summary>Draws a layer: weights with deviation 1/√inputs, biases 0.</summary>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="neurons">Number of neurons.</param>
    /// <param name="random">Where the weights come from.</param>
    public DenseLayer(int inputs, int neurons, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neurons);
        ArgumentNullException.ThrowIfNull(random);
        Inputs = inputs;
        _weights = new double[inputs * neurons];
        _bias = new double[neurons];
        _drive = new double[neurons];
        _output = new double[neurons];
        double deviation = 1 / Math.Sqrt(inputs);
        for (int i = 0; i < _weights.Length; i++)
        {
            // Box and Muller's normal numbers; 1 − u is never 0.
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            _weights[i] = deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble());
        }
    }

    /// <summary>Gets the number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>Gets the number of neurons.</summary>
    public int Neurons => _bias.Length;

    /// <summary>Gets W, a row a neuron.</summary>
    public Span<double> Weights => _weights;

    /// <summary>Gets b.</summary>
    public Span<double> Bias => _bias;

    /// <summary>Gets v of the last input.</summary>
    public ReadOnlySpan<double> Drive => _drive;

    /// <summary>Gets y of the last input.</summary>
    public ReadOnlySpan<double> Output => _output;

    /// <summary>Computes σ(v) = 1/(1 + e⁻ᵛ).</summary>
    /// <param name="drive">v.</param>
    /// <returns>0 to 1.</returns>
    public static double Sigmoid(double drive) => 1 / (1 + Math.Exp(-drive));

    /// <summary>
    /// Computes σ′(v) as σ(v)·σ(−v): unlike y·(1 − y) it does not become 0 where y rounds to 1, and neither does an attack that follows the gradient.
    /// </summary>
    /// <param name="drive">v.</param>
    /// <returns>0 to ¼.</returns>
    public static double Slope(double drive) => Sigmoid(drive) * Sigmoid(-drive);

    /// <summary>Computes v and y.</summary>
    /// <param name="input">x.</param>
    public void Forward(ReadOnlySpan<double> input)
    {
        for (int i = 0; i < _drive.Length; i++)
        {
            _drive[i] = _bias[i] + Dot(Row(i), input);
            _output[i] = Sigmoid(_drive[i]);
        }
    }

    /// <summary>Moves one neuron: W[i] += step·x, b[i] += step.</summary>
    /// <param name="neuron">i.</param>
    /// <param name="step">How far.</param>
    /// <param name="input">x.</param>
    public void Move(int neuron, double step, ReadOnlySpan<double> input)
    {
        _bias[neuron] += step;
        AddScaled(Row(neuron), step, input);
    }

    /// <summary>Gives Wᵀ·error: the error of each input, as back-propagation and an attacker see it.</summary>
    /// <param name="error">∂loss/∂v, one a neuron.</param>
    /// <param name="inputError">∂loss/∂x.</param>
    public void Backward(ReadOnlySpan<double> error, Span<double> inputError)
    {
        inputError.Clear();
        for (int i = 0; i < error.Length; i++)
        {
            AddScaled(inputError, error[i], Row(i));
        }
    }

    private Span<double> Row(int neuron) => _weights.AsSpan(neuron * Inputs, Inputs);

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector<double>> wideA = MemoryMarshal.Cast<double, Vector<double>>(a);
        ReadOnlySpan<Vector<double>> wideB = MemoryMarshal.Cast<double, Vector<double>>(b[..a.Length]);
        Vector<double> first = Vector<double>.Zero;
        Vector<double> second = Vector<double>.Zero;
        Vector<double> third = Vector<double>.Zero;
        Vector<double> fourth = Vector<double>.Zero;
        int n = 0;

        // Four sums at a time: an addition need not wait for the one before it.
        for (; n + 4 <= wideA.Length; n += 4)
        {
            first += wideA[n] * wideB[n];
            second += wideA[n + 1] * wideB[n + 1];
            third += wideA[n + 2] * wideB[n + 2];
            fourth += wideA[n + 3] * wideB[n + 3];
        }

        for (; n < wideA.Length; n++)
        {
            first += wideA[n] * wideB[n];
        }

        double sum = Vector.Sum(first + second + (third + fourth));
        for (int i = wideA.Length * Vector<double>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void AddScaled(Span<double> sums, double factor, ReadOnlySpan<double> values)
    {
        Span<Vector<double>> wideSums = MemoryMarshal.Cast<double, Vector<double>>(sums);
        ReadOnlySpan<Vector<double>> wideValues = MemoryMarshal.Cast<double, Vector<double>>(values[..sums.Length]);
        var factors = new Vector<double>(factor);
        for (int i = 0; i < wideSums.Length; i++)
        {
            wideSums[i] += factors * wideValues[i];
        }

        for (int i = wideSums.Length * Vector<double>.Count; i < sums.Length; i++)
        {
            sums[i] += factor * values[i];
        }
    }
}
