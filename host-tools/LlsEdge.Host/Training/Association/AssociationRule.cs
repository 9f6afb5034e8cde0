namespace LlsEdge.Host.Training.Association;

/// <summary>
/// Experimental: a reading of what the abstract of Gupta (2020, arXiv 2011.12012) says of its local rule, whose equations were not at hand; see README.md here.
/// A synapse moves by what fires before it times how its neuron's activity changes when the teacher's spike comes, ΔW = η·(y⁺ − y)·xᵀ, and no error is sent to
/// another layer.
/// </summary>
public sealed class AssociationRule
{
    private readonly DenseNetwork _network;
    private readonly AssociationRates _rates;
    private readonly double[][][] _means;
    private readonly double[] _drives;

    /// <summary>Prepares to teach a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rates">The rule's constants.</param>
    public AssociationRule(DenseNetwork network, AssociationRates rates)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(rates);
        _network = network;
        _rates = rates;
        _means = [.. network.Layers.SkipLast(1).Select(layer => (double[][])[Neutral(layer.Neurons), Neutral(layer.Neurons)])];
        _drives = new double[network.Layers.Max(layer => layer.Neurons)];
    }

    /// <summary>Says which class a hidden neuron is associated with: the one for which it has fired more.</summary>
    /// <param name="layer">0 or 1.</param>
    /// <param name="neuron">i.</param>
    /// <returns>0 or 1.</returns>
    public int ClassOf(int layer, int neuron) => _means[layer][1][neuron] > _means[layer][0][neuron] ? 1 : 0;

    /// <summary>Shows one example and its class.</summary>
    /// <param name="input">x.</param>
    /// <param name="label">0 or 1.</param>
    /// <param name="share">What all rates are multiplied by.</param>
    public void Learn(ReadOnlySpan<double> input, int label, double share)
    {
        _network.Forward(input);
        int output = _network.Layers.Count - 1;
        for (int l = 0; l < output && _rates.Hidden > 0; l++)
        {
            Associate(l, l == 0 ? input : _network.Layers[l - 1].Output, label, _rates.Hidden * share);
        }

        // The teacher's spike is the output neuron's own: y⁺ is the label.
        _network.Layers[output].Move(0, -_rates.Output * share * _network.OutputError(label), _network.Layers[output - 1].Output);
    }

    private static double[] Neutral(int count)
    {
        double[] means = new double[count];
        Array.Fill(means, 0.5);
        return means;
    }

    private void Associate(int l, ReadOnlySpan<double> input, int label, double rate)
    {
        DenseLayer layer = _network.Layers[l];
        double[] means = _means[l][label];
        for (int i = 0; i < layer.Neurons; i++)
        {
            means[i] += _rates.Trace * (layer.Output[i] - means[i]);
        }

        double last = LastInTime(l, label);
        for (int i = 0; i < layer.Neurons; i++)
        {
            // σ(−v) = 1 − y, but does not round to 0: the teacher makes the first of the class fire, and silences the other class.
            double drive = layer.Drive[i];
            double change = ClassOf(l, i) != label ? -layer.Output[i] : drive >= last ? DenseLayer.Sigmoid(-drive) : 0;
            if (change != 0)
            {
                layer.Move(i, rate * change, input);
            }
        }
    }

    // The least drive with which a neuron of the class still fires before inhibition: a stronger drive reaches the threshold earlier.
    private double LastInTime(int l, int label)
    {
        ReadOnlySpan<double> drive = _network.Layers[l].Drive;
        int count = 0;
        for (int i = 0; i < drive.Length; i++)
        {
            if (ClassOf(l, i) == label)
            {
                _drives[count++] = drive[i];
            }
        }

        if (count == 0)
        {
            return double.PositiveInfinity;
        }

        Array.Sort(_drives, 0, count);
        return _drives[count - Math.Max(1, (int)Math.Round(_rates.FirstShare * count))];
    }
}
