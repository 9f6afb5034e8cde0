using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Float;

/// <summary>
/// One convolution's parameters as floats, [K][C_in·k·k] weights then K biases, and the values that the board's arithmetic makes of them: the forward pass
/// only ever sees the latter, the gradient passes straight through the rounding.
/// </summary>
internal sealed class ConvolutionParameters : LayerParameters
{
    // A compiled channel with weights of 2^e sums ±1 and shifts by what is left of the requantisation. With less than 3 bits the sum of many taps does not
    // fit a narrow lane, and one such channel would widen the lanes of its whole layer.
    private const int LeastTernaryShift = 3;

    private readonly ConvolutionLayer _layer;
    private readonly bool _ternary;

    /// <summary>Starts with a layer's own parameters.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="ternary">Whether the board gets <see cref="TernaryRounding">ternary weights</see>.</param>
    public ConvolutionParameters(ConvolutionLayer layer, bool ternary = false)
        : base(layer.OutputChannels * layer.WeightsPerChannel, layer.OutputChannels)
    {
        _layer = layer;
        _ternary = ternary;
        Quantised = new float[Values.Length];
        float unit = MathF.Pow(2, -layer.WeightExponent - layer.MasterFraction);
        for (int i = 0; i < WeightCount; i++)
        {
            Values[i] = layer.Masters[i] * unit;
        }

        float biasUnit = MathF.Pow(2, -layer.WeightExponent - layer.InputExponent);
        for (int k = 0; k < layer.OutputChannels; k++)
        {
            Values[WeightCount + k] = layer.Bias[k] * biasUnit;
        }

        Quantise();
    }

    /// <summary>Starts with given parameters.</summary>
    public ConvolutionParameters(ConvolutionLayer layer, ReadOnlySpan<float> values, bool ternary = false)
        : this(layer, ternary)
    {
        values.CopyTo(Values);
        Clamp();
        Quantise();
    }

    /// <summary>Gets the parameters as the board has them.</summary>
    public float[] Quantised { get; }

    /// <inheritdoc/>
    public override LayerPass CreatePass(int frames) => new ConvolutionPass(_layer, this, frames);

    /// <inheritdoc/>
    public override void Step(double rate, double decay, IReadOnlyList<LayerPass> passes)
    {
        base.Step(rate, decay, passes);
        Clamp();
        Quantise();
    }

    /// <inheritdoc/>
    public override void Write(BinaryWriter writer)
    {
        writer.Write(_layer.WeightExponent);
        foreach (short entry in _layer.Modulation?.Entries ?? [])
        {
            writer.Write(entry);
        }

        base.Write(writer);
    }

    /// <inheritdoc/>
    public override void Read(BinaryReader reader)
    {
        _layer.WeightExponent = reader.ReadInt32();
        for (int i = 0; i < (_layer.Modulation?.Entries.Length ?? 0); i++)
        {
            _layer.Modulation!.Entries[i] = reader.ReadInt16();
        }

        base.Read(reader);
        Quantise();
    }

    /// <summary>Writes the parameters into the layer as masters, weights and biases.</summary>
    public void Store()
    {
        int fraction = _layer.MasterFraction;
        int unit = 1 << fraction;
        float scale = MathF.Pow(2, _layer.WeightExponent + fraction);
        for (int i = 0; i < WeightCount; i++)
        {
            // The masters round to exactly the weights that were trained with.
            int weight = (int)MathF.Round(Quantised[i] * scale / unit);
            int master = Math.Clamp((int)MathF.Round(Values[i] * scale), (weight * unit) - (unit / 2), (weight * unit) + Math.Max(0, (unit / 2) - 1));
            _layer.Masters[i] = (short)master;
        }

        float biasScale = MathF.Pow(2, _layer.WeightExponent + _layer.InputExponent);
        for (int k = 0; k < _layer.OutputChannels; k++)
        {
            _layer.Bias[k] = (int)MathF.Round(Quantised[WeightCount + k] * biasScale);
        }

        _layer.RoundMasters();
    }

    private void Clamp()
    {
        float limit = _layer.WeightLimit * MathF.Pow(2, -_layer.WeightExponent);
        for (int i = 0; i < WeightCount; i++)
        {
            Values[i] = Math.Clamp(Values[i], -limit, limit);
        }
    }

    private void Quantise()
    {
        if (_ternary)
        {
            int count = _layer.WeightsPerChannel;
            float step = MathF.Pow(2, -_layer.WeightExponent);
            int limit = Math.Clamp(1 << Math.Max(0, _layer.RequantiseShift - LeastTernaryShift), 1, _layer.WeightLimit);
            for (int k = 0; k < _layer.OutputChannels; k++)
            {
                TernaryRounding.Round(Values.AsSpan(k * count, count), Quantised.AsSpan(k * count, count), step, limit);
            }
        }
        else
        {
            Round(0, WeightCount, _layer.WeightExponent);
        }

        Round(WeightCount, Values.Length, _layer.WeightExponent + _layer.InputExponent);
    }

    private void Round(int first, int end, int exponent)
    {
        float scale = MathF.Pow(2, exponent);
        for (int i = first; i < end; i++)
        {
            Quantised[i] = MathF.Round(Values[i] * scale) / scale;
        }
    }
}
