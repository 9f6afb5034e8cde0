using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Float;

/// <summary>
/// One convolution's parameters as floats, [K][C_in·k·k] weights then K biases, and the values that the board's arithmetic makes of them: the forward pass
/// only ever sees the latter, the gradient passes straight through the rounding.
/// </summary>
internal sealed class ConvolutionParameters : LayerParameters
{
    private readonly ConvolutionLayer _layer;

    /// <summary>Starts with a layer's own parameters.</summary>
    public ConvolutionParameters(ConvolutionLayer layer)
        : base(layer.OutputChannels * layer.WeightsPerChannel, layer.OutputChannels)
    {
        _layer = layer;
        Quantised = new float[Values.Length];
        float unit = MathF.Pow(2, -layer.WeightExponent - 8);
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
    public ConvolutionParameters(ConvolutionLayer layer, ReadOnlySpan<float> values)
        : this(layer)
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

    /// <summary>Writes the parameters into the layer as masters, weights and biases.</summary>
    public void Store()
    {
        float scale = MathF.Pow(2, _layer.WeightExponent + 8);
        for (int i = 0; i < WeightCount; i++)
        {
            // The masters round to exactly the weights that were trained with.
            int weight = (int)MathF.Round(Quantised[i] * scale / 256);
            int master = Math.Clamp((int)MathF.Round(Values[i] * scale), (weight * 256) - 128, (weight * 256) + 127);
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
        float limit = 127 * MathF.Pow(2, -_layer.WeightExponent);
        for (int i = 0; i < WeightCount; i++)
        {
            Values[i] = Math.Clamp(Values[i], -limit, limit);
        }
    }

    private void Quantise()
    {
        Round(0, WeightCount, _layer.WeightExponent);
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
