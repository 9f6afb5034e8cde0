using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Float;

/// <summary>Forward and backward pass of convolution, batch norm over the chunk's positions and ReLU, cut off where the board's activations end and, if asked,
/// rounded to its steps.</summary>
internal sealed class NormalisedPass : LayerPass
{
    private readonly ConvolutionLayer _layer;
    private readonly NormalisedParameters _parameters;
    private readonly PatchMatrix _patches;
    private readonly float[] _normalised;
    private readonly float[] _inverseDeviations;
    private readonly float _largest;
    private readonly float _step;

    public NormalisedPass(ConvolutionLayer layer, NormalisedParameters parameters, int frames)
        : base(layer.OutputChannels * frames * layer.OutputSize * layer.OutputSize, parameters.Values.Length)
    {
        _layer = layer;
        _parameters = parameters;
        _patches = new PatchMatrix(layer, frames);
        _normalised = new float[Output.Length];
        _inverseDeviations = new float[layer.OutputChannels];
        Means = new float[layer.OutputChannels];
        Variances = new float[layer.OutputChannels];
        _step = MathF.Pow(2, -layer.OutputExponent);
        _largest = layer.ActivationLimit * MathF.Pow(2, -layer.OutputExponent);
    }

    /// <summary>Gets the mean of each channel's sums in the last forward pass.</summary>
    public float[] Means { get; }

    /// <summary>Gets the variance of each channel's sums in the last forward pass.</summary>
    public float[] Variances { get; }

    /// <inheritdoc/>
    public override void Forward(float[] input)
    {
        Convolve(input);
        int positions = _patches.Positions;
        for (int k = 0; k < _layer.OutputChannels; k++)
        {
            Span<float> row = _normalised.AsSpan(k * positions, positions);
            float mean = Rectifier.Sum(row) / positions;
            float variance = Math.Max(0, (Rectifier.Dot(row, row) / positions) - (mean * mean));
            Means[k] = mean;
            Variances[k] = variance;
            _inverseDeviations[k] = Activate(k, mean, variance);
        }

        Array.Clear(Error);
    }

    /// <inheritdoc/>
    public override void Evaluate(float[] input)
    {
        Convolve(input);
        for (int k = 0; k < _layer.OutputChannels; k++)
        {
            _ = Activate(k, _parameters.Means[k], _parameters.Variances[k]);
        }
    }

    /// <inheritdoc/>
    public override void Backward(float[]? inputError)
    {
        Rectifier.Mask(Output, Error, _largest);
        int positions = _patches.Positions;
        Array.Clear(Gradient);
        for (int k = 0; k < _layer.OutputChannels; k++)
        {
            ReadOnlySpan<float> row = _normalised.AsSpan(k * positions, positions);
            Span<float> error = Error.AsSpan(k * positions, positions);
            float sum = Rectifier.Sum(error);
            float dot = Rectifier.Dot(error, row);
            float gamma = _parameters.GetScale(k);
            float roundedShare = gamma / _parameters.Values[_parameters.WeightCount + k];
            Gradient[_parameters.WeightCount + k] = float.IsFinite(roundedShare) ? dot * roundedShare : dot;
            Gradient[_parameters.WeightCount + _layer.OutputChannels + k] = sum;
            float scale = gamma * _inverseDeviations[k];
            float meanError = sum / positions;
            float meanDot = dot / positions;
            Rectifier.PassNormalised(error, row, scale, meanError, meanDot);
        }

        Gemm.AccumulateTransposedRight(Error, _patches.Values, Gradient, _layer.OutputChannels, positions, _layer.WeightsPerChannel);
        if (inputError is not null)
        {
            Gemm.MultiplyTransposedLeft(_parameters.PassWeights, Error, _patches.Errors, _layer.WeightsPerChannel, _layer.OutputChannels, positions);
            _patches.Scatter(inputError);
        }
    }

    private void Convolve(float[] input)
    {
        _patches.Gather(input);
        Gemm.Multiply(_parameters.PassWeights, _patches.Values, _normalised, _layer.OutputChannels, _layer.WeightsPerChannel, _patches.Positions);
    }

    /// <summary>Normalises a channel's sums in place and computes its activations.</summary>
    /// <returns>1/σ.</returns>
    private float Activate(int channel, float mean, float variance)
    {
        int positions = _patches.Positions;
        Span<float> output = Output.AsSpan(channel * positions, positions);
        float inverse = 1 / MathF.Sqrt(variance + NormalisedParameters.Epsilon);
        float beta = _parameters.Values[_parameters.WeightCount + _layer.OutputChannels + channel];
        Rectifier.Normalise(_normalised.AsSpan(channel * positions, positions), output, mean, inverse, _parameters.GetScale(channel), beta, _largest);
        if (_parameters.IsCoarse)
        {
            Rectifier.RoundToSteps(output, _step);
        }

        return inverse;
    }
}
