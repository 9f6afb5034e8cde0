using LlsEdge.Host.Training.Float;

namespace LlsEdge.Host.Studies.Digits;

/// <summary>A convolution with bias and ReLU in floating point, one frame at a time. Maps are [channel][y][x].</summary>
internal sealed class FloatLayer
{
    private readonly int[] _pixels;
    private readonly float[] _patches;
    private readonly float[] _patchErrors;
    private readonly float[] _gradient;

    public FloatLayer(int inputChannels, int inputSize, int channels, int kernel, int stride, int padding, Random random)
    {
        Channels = channels;
        Size = ((inputSize + (2 * padding) - kernel) / stride) + 1;
        PatchLength = inputChannels * kernel * kernel;
        double deviation = Math.Sqrt(2.0 / PatchLength);
        Weights = [.. Enumerable.Range(0, channels * PatchLength).Select(_ => (float)(deviation * Rules.Basis.NextNormal(random)))];
        Bias = new float[channels];
        Output = new float[channels * Size * Size];
        Error = new float[Output.Length];
        _pixels = PixelTable(inputChannels, inputSize, Size, kernel, stride, padding);
        _patches = new float[PatchLength * Size * Size];
        _patchErrors = new float[_patches.Length];
        _gradient = new float[Weights.Length];
    }

    public int Channels { get; }

    /// <summary>Gets height and width of the output.</summary>
    public int Size { get; }

    public int PatchLength { get; }

    /// <summary>Gets the weights, [K][C_in·k·k].</summary>
    public float[] Weights { get; }

    public float[] Bias { get; }

    /// <summary>Gets the activations.</summary>
    public float[] Output { get; }

    /// <summary>Gets the error of the activations, dh: whoever teaches the layer writes it before <see cref="Descend"/>.</summary>
    public float[] Error { get; }

    private int Positions => Size * Size;

    public void Forward(float[] input)
    {
        Gather(input);
        Gemm.Multiply(Weights, _patches, Output, Channels, PatchLength, Positions);
        for (int k = 0; k < Channels; k++)
        {
            float bias = Bias[k];
            foreach (ref float value in Output.AsSpan(k * Positions, Positions))
            {
                value = MathF.Max(0, value + bias);
            }
        }
    }

    /// <summary>Takes ReLU's derivative into the error.</summary>
    public void Mask()
    {
        for (int i = 0; i < Error.Length; i++)
        {
            Error[i] = Output[i] > 0 ? Error[i] : 0;
        }
    }

    /// <summary>Gives the input's error, by the weights before <see cref="Descend"/> changes them; the error must be masked.</summary>
    /// <param name="inputError">Receives it.</param>
    public void Backward(float[] inputError)
    {
        Gemm.MultiplyTransposedLeft(Weights, Error, _patchErrors, PatchLength, Channels, Positions);
        Array.Clear(inputError);
        for (int i = 0; i < _patchErrors.Length; i++)
        {
            int pixel = _pixels[i];
            if (pixel >= 0)
            {
                inputError[pixel] += _patchErrors[i];
            }
        }
    }

    /// <summary>One step of gradient descent; the error must be masked.</summary>
    /// <param name="rate">The rate.</param>
    public void Descend(float rate)
    {
        Array.Clear(_gradient);
        Gemm.AccumulateTransposedRight(Error, _patches, _gradient, Channels, Positions, PatchLength);
        for (int i = 0; i < _gradient.Length; i++)
        {
            Weights[i] -= rate * _gradient[i];
        }

        for (int k = 0; k < Channels; k++)
        {
            float sum = 0;
            foreach (float e in Error.AsSpan(k * Positions, Positions))
            {
                sum += e;
            }

            Bias[k] -= rate * sum;
        }
    }

    private void Gather(float[] input)
    {
        // Places outside the frame stay zero.
        for (int i = 0; i < _patches.Length; i++)
        {
            int pixel = _pixels[i];
            if (pixel >= 0)
            {
                _patches[i] = input[pixel];
            }
        }
    }

    // The input's pixel at each place of each patch, [C_in·k·k][position], or −1 outside the frame.
    private static int[] PixelTable(int channels, int inputSize, int size, int kernel, int stride, int padding)
    {
        int[] table = new int[channels * kernel * kernel * size * size];
        for (int i = 0; i < table.Length; i++)
        {
            int row = i / (size * size);
            int v = (i / size % size * stride) + (row / kernel % kernel) - padding;
            int u = (i % size * stride) + (row % kernel) - padding;
            bool inside = (uint)v < (uint)inputSize && (uint)u < (uint)inputSize;
            table[i] = inside ? (((row / (kernel * kernel) * inputSize) + v) * inputSize) + u : -1;
        }

        return table;
    }
}
