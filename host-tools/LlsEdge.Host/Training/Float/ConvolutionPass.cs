using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Float;

/// <summary>
/// Forward and backward pass of one convolution over a chunk of frames. Maps are [channel][frame][y][x], so that a pass is one matrix product over all of the chunk's positions.
/// Outputs are exactly the board's: <c>clamp(⌊sum·2ᴴ + ½⌋, 0, 127)·2⁻ᴴ</c>; the error passes where 0 &lt; sum·2ᴴ ≤ 127.
/// </summary>
internal sealed class ConvolutionPass
{
    private readonly ConvolutionLayer _layer;
    private readonly int _frames;
    private readonly int _positions;
    private readonly float[] _patches;
    private readonly float[] _patchErrors;

    public ConvolutionPass(ConvolutionLayer layer, int frames)
    {
        _layer = layer;
        _frames = frames;
        _positions = frames * layer.OutputSize * layer.OutputSize;
        _patches = new float[layer.WeightsPerChannel * _positions];
        _patchErrors = new float[_patches.Length];
        Output = new float[layer.OutputChannels * _positions];
        Error = new float[Output.Length];
        Gradient = new float[(layer.OutputChannels * layer.WeightsPerChannel) + layer.OutputChannels];
    }

    /// <summary>Gets the activations.</summary>
    public float[] Output { get; }

    /// <summary>Gets the error of the activations; whoever reads them adds to it before <see cref="Backward"/>.</summary>
    public float[] Error { get; }

    /// <summary>Gets the gradient of the last backward pass.</summary>
    public float[] Gradient { get; }

    public void Forward(float[] input, ConvolutionParameters parameters)
    {
        Gather(input);
        ReadOnlySpan<float> weights = parameters.Quantised;
        Gemm.Multiply(weights, _patches, Output, _layer.OutputChannels, _layer.WeightsPerChannel, _positions);
        float scale = MathF.Pow(2, _layer.OutputExponent);
        float step = 1 / scale;
        for (int k = 0; k < _layer.OutputChannels; k++)
        {
            float bias = weights[parameters.WeightCount + k];
            Span<float> row = Output.AsSpan(k * _positions, _positions);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = Math.Clamp(MathF.Floor(((row[i] + bias) * scale) + 0.5f), 0, 127) * step;
            }
        }

        Array.Clear(Error);
    }

    /// <summary>Computes the gradient, and adds the input's error where somebody wants it.</summary>
    public void Backward(ConvolutionParameters parameters, float[]? inputError)
    {
        float largest = 127 * MathF.Pow(2, -_layer.OutputExponent);
        for (int i = 0; i < Error.Length; i++)
        {
            if (Output[i] <= 0 || Output[i] >= largest)
            {
                Error[i] = 0;
            }
        }

        Array.Clear(Gradient);
        Gemm.AccumulateTransposedRight(Error, _patches, Gradient, _layer.OutputChannels, _positions, _layer.WeightsPerChannel);
        for (int k = 0; k < _layer.OutputChannels; k++)
        {
            float sum = 0;
            foreach (float e in Error.AsSpan(k * _positions, _positions))
            {
                sum += e;
            }

            Gradient[parameters.WeightCount + k] = sum;
        }

        if (inputError is not null)
        {
            Gemm.MultiplyTransposedLeft(parameters.Quantised, Error, _patchErrors, _layer.WeightsPerChannel, _layer.OutputChannels, _positions);
            Scatter(inputError);
        }
    }

    private void Gather(float[] input)
    {
        int size = _layer.InputSize;
        int output = _layer.OutputSize;
        int target = 0;
        foreach ((int channel, int ky, int kx) in Taps())
        {
            for (int f = 0; f < _frames; f++)
            {
                int plane = ((channel * _frames) + f) * size * size;
                for (int y = 0; y < output; y++)
                {
                    int v = (y * _layer.Stride) + ky - _layer.Padding;
                    for (int x = 0; x < output; x++)
                    {
                        int u = (x * _layer.Stride) + kx - _layer.Padding;
                        bool inside = (uint)v < (uint)size && (uint)u < (uint)size;
                        _patches[target++] = inside ? input[plane + (v * size) + u] : 0;
                    }
                }
            }
        }
    }

    private void Scatter(float[] inputError)
    {
        int size = _layer.InputSize;
        int output = _layer.OutputSize;
        int source = 0;
        foreach ((int channel, int ky, int kx) in Taps())
        {
            for (int f = 0; f < _frames; f++)
            {
                int plane = ((channel * _frames) + f) * size * size;
                for (int y = 0; y < output; y++)
                {
                    int v = (y * _layer.Stride) + ky - _layer.Padding;
                    for (int x = 0; x < output; x++)
                    {
                        int u = (x * _layer.Stride) + kx - _layer.Padding;
                        if ((uint)v < (uint)size && (uint)u < (uint)size)
                        {
                            inputError[plane + (v * size) + u] += _patchErrors[source];
                        }

                        source++;
                    }
                }
            }
        }
    }

    private IEnumerable<(int Channel, int Ky, int Kx)> Taps()
    {
        for (int c = 0; c < _layer.InputChannels; c++)
        {
            for (int ky = 0; ky < _layer.KernelSize; ky++)
            {
                for (int kx = 0; kx < _layer.KernelSize; kx++)
                {
                    yield return (c, ky, kx);
                }
            }
        }
    }
}
