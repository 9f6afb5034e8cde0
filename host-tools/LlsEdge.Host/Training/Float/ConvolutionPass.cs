using System.Numerics;
using System.Runtime.InteropServices;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Float;

/// <summary>
/// Forward and backward pass of one convolution in the board's arithmetic.
/// Outputs are exactly the board's: <c>clamp(⌊sum·2ᴴ + ½⌋, 0, limit)·2⁻ᴴ</c>; the error passes where 0 &lt; output·2ᴴ &lt; limit.
/// </summary>
internal sealed class ConvolutionPass : LayerPass
{
    private readonly ConvolutionLayer _layer;
    private readonly ConvolutionParameters _parameters;
    private readonly PatchMatrix _patches;

    public ConvolutionPass(ConvolutionLayer layer, ConvolutionParameters parameters, int frames)
        : base(layer.OutputChannels * frames * layer.OutputSize * layer.OutputSize, parameters.Values.Length)
    {
        _layer = layer;
        _parameters = parameters;
        _patches = new PatchMatrix(layer, frames);
    }

    /// <inheritdoc/>
    public override void Forward(float[] input)
    {
        _patches.Gather(input);
        ReadOnlySpan<float> weights = _parameters.Quantised;
        int positions = _patches.Positions;
        Gemm.Multiply(weights, _patches.Values, Output, _layer.OutputChannels, _layer.WeightsPerChannel, positions);
        for (int k = 0; k < _layer.OutputChannels; k++)
        {
            Requantise(Output.AsSpan(k * positions, positions), weights[_parameters.WeightCount + k]);
        }

        Array.Clear(Error);
    }

    /// <inheritdoc/>
    public override void Backward(float[]? inputError)
    {
        Rectifier.Mask(Output, Error, _layer.ActivationLimit * MathF.Pow(2, -_layer.OutputExponent));
        Array.Clear(Gradient);
        int positions = _patches.Positions;
        Gemm.AccumulateTransposedRight(Error, _patches.Values, Gradient, _layer.OutputChannels, positions, _layer.WeightsPerChannel);
        for (int k = 0; k < _layer.OutputChannels; k++)
        {
            Gradient[_parameters.WeightCount + k] = Rectifier.Sum(Error.AsSpan(k * positions, positions));
        }

        if (inputError is not null)
        {
            Gemm.MultiplyTransposedLeft(_parameters.Quantised, Error, _patches.Errors, _layer.WeightsPerChannel, _layer.OutputChannels, positions);
            _patches.Scatter(inputError);
        }
    }

    private void Requantise(Span<float> row, float bias)
    {
        float scale = MathF.Pow(2, _layer.OutputExponent);
        float step = 1 / scale;
        var half = new Vector<float>(0.5f);
        var largest = new Vector<float>(_layer.ActivationLimit);
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        for (int i = 0; i < vectors.Length; i++)
        {
            Vector<float> value = Vector.Floor(((vectors[i] + new Vector<float>(bias)) * scale) + half);
            vectors[i] = Vector.Min(Vector.Max(value, Vector<float>.Zero), largest) * step;
        }

        for (int i = vectors.Length * Vector<float>.Count; i < row.Length; i++)
        {
            row[i] = Math.Clamp(MathF.Floor(((row[i] + bias) * scale) + 0.5f), 0, _layer.ActivationLimit) * step;
        }
    }
}
