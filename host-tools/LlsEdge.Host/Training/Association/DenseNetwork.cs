namespace LlsEdge.Host.Training.Association;

/// <summary>
/// A network for two classes: two hidden layers and one output neuron, which says how probable class 1 is. Its loss is the cross-entropy.
/// Not for use by several threads at a time: the layers keep what they computed last.
/// </summary>
public sealed class DenseNetwork
{
    private readonly DenseLayer[] _layers;
    private readonly double[][] _errors;

    /// <summary>Draws a network.</summary>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="hidden">Neurons in each hidden layer.</param>
    /// <param name="seed">The weights' seed.</param>
    public DenseNetwork(int inputs, int hidden, int seed)
    {
        var random = new Random(seed);
        _layers = [new DenseLayer(inputs, hidden, random), new DenseLayer(hidden, hidden, random), new DenseLayer(hidden, 1, random)];
        _errors = [.. _layers.Select(layer => new double[layer.Neurons])];
    }

    /// <summary>Gets the layers, the output neuron last.</summary>
    public IReadOnlyList<DenseLayer> Layers => _layers;

    /// <summary>Gives the probability of class 1.</summary>
    /// <param name="input">x.</param>
    /// <returns>0 to 1.</returns>
    public double Forward(ReadOnlySpan<double> input)
    {
        _layers[0].Forward(input);
        _layers[1].Forward(_layers[0].Output);
        _layers[2].Forward(_layers[1].Output);
        return _layers[2].Output[0];
    }

    /// <summary>Decides.</summary>
    /// <param name="input">x.</param>
    /// <returns>0 or 1.</returns>
    public int Predict(ReadOnlySpan<double> input) => Forward(input) >= 0.5 ? 1 : 0;

    /// <summary>Computes the cross-entropy, log(1 + e^(−v)) for class 1 and log(1 + e^v) for class 0.</summary>
    /// <param name="input">x.</param>
    /// <param name="label">0 or 1.</param>
    /// <returns>The loss.</returns>
    public double Loss(ReadOnlySpan<double> input, int label)
    {
        Forward(input);
        double against = label == 1 ? -_layers[2].Drive[0] : _layers[2].Drive[0];
        return Math.Max(against, 0) + Math.Log(1 + Math.Exp(-Math.Abs(against)));
    }

    /// <summary>Computes the loss's gradient with respect to the input, through all layers: what an attacker who knows the network computes.</summary>
    /// <param name="input">x.</param>
    /// <param name="label">0 or 1.</param>
    /// <param name="gradient">∂loss/∂x.</param>
    public void InputGradient(ReadOnlySpan<double> input, int label, Span<double> gradient)
    {
        Forward(input);
        Backward(label);
        _layers[0].Backward(_errors[0], gradient);
    }

    /// <summary>A step of back-propagation: gradient descent of the loss on all weights.</summary>
    /// <param name="input">x.</param>
    /// <param name="label">0 or 1.</param>
    /// <param name="rate">The rate.</param>
    public void Descend(ReadOnlySpan<double> input, int label, double rate)
    {
        Forward(input);
        Backward(label);
        for (int l = 0; l < _layers.Length; l++)
        {
            ReadOnlySpan<double> x = l == 0 ? input : _layers[l - 1].Output;
            for (int i = 0; i < _errors[l].Length; i++)
            {
                _layers[l].Move(i, -rate * _errors[l][i], x);
            }
        }
    }

    /// <summary>Computes ∂loss/∂v of the output neuron after <see cref="Forward"/>: σ(v) − label, written so that it does not round to 0.</summary>
    /// <param name="label">0 or 1.</param>
    /// <returns>The error.</returns>
    internal double OutputError(int label)
    {
        double drive = _layers[2].Drive[0];
        return label == 1 ? -DenseLayer.Sigmoid(-drive) : DenseLayer.Sigmoid(drive);
    }

    // The errors ∂loss/∂v of all layers, from what Forward left in them.
    private void Backward(int label)
    {
        _errors[2][0] = OutputError(label);
        for (int l = 1; l >= 0; l--)
        {
            _layers[l + 1].Backward(_errors[l + 1], _errors[l]);
            for (int i = 0; i < _errors[l].Length; i++)
            {
                _errors[l][i] *= DenseLayer.Slope(_layers[l].Drive[i]);
            }
        }
    }
}
