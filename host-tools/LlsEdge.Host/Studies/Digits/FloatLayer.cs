using System.Numerics;
using System.Runtime.InteropServices;
using LlsEdge.Host.Training.Float;
using LlsEdge.Host.Training.Networks;

namespace LlsEdge.Host.Studies.Digits;

/// <summary>
/// A convolution with bias and ReLU in floating point, one frame at a time, as products of matrices: one row a position, holding the patch under the
/// kernel. Maps are [y][x][channel].
/// </summary>
internal sealed class FloatLayer
{
    private readonly Run[] _runs;
    private readonly float[] _patches;
    private readonly float[] _patchErrors;

    public FloatLayer(FeatureShape input, int channels, int kernel, int stride, int padding, Random random)
    {
        int size = ((input.Height + (2 * padding) - kernel) / stride) + 1;
        Shape = new FeatureShape(channels, size, size);
        PatchLength = input.Channels * kernel * kernel;
        double deviation = Math.Sqrt(2.0 / PatchLength);
        Weights = [.. Enumerable.Range(0, channels * PatchLength).Select(_ => (float)(deviation * Rules.Basis.NextNormal(random)))];
        Bias = new float[channels];
        Output = new float[Shape.Length];
        Error = new float[Shape.Length];
        _runs = [.. FindRuns(input, size, kernel, stride, padding)];
        _patches = new float[PatchLength * Shape.Pixels];
        _patchErrors = new float[_patches.Length];
    }

    public FeatureShape Shape { get; }

    public int PatchLength { get; }

    /// <summary>Gets the weights, [ky][kx][C_in][K].</summary>
    public float[] Weights { get; }

    public float[] Bias { get; }

    /// <summary>Gets the activations.</summary>
    public float[] Output { get; }

    /// <summary>Gets the error of the activations, dh: whoever teaches the layer writes it before <see cref="Descend"/>.</summary>
    public float[] Error { get; }

    public void Forward(ReadOnlySpan<float> input)
    {
        // Places outside the frame stay zero.
        foreach (ref readonly Run run in _runs.AsSpan())
        {
            input.Slice(run.Pixel, run.Length).CopyTo(_patches.AsSpan(run.Place));
        }

        Gemm.Multiply(_patches, Weights, Output, Shape.Pixels, PatchLength, Shape.Channels);
        for (int i = 0; i < Output.Length; i += Shape.Channels)
        {
            Rectify(Output.AsSpan(i, Shape.Channels));
        }
    }

    /// <summary>Takes ReLU's derivative into the error.</summary>
    public void Mask()
    {
        Span<Vector<float>> errors = MemoryMarshal.Cast<float, Vector<float>>(Error.AsSpan());
        ReadOnlySpan<Vector<float>> outputs = MemoryMarshal.Cast<float, Vector<float>>(Output.AsSpan());
        for (int i = 0; i < errors.Length; i++)
        {
            errors[i] = Vector.ConditionalSelect(Vector.GreaterThan(outputs[i], Vector<float>.Zero), errors[i], Vector<float>.Zero);
        }

        for (int i = errors.Length * Vector<float>.Count; i < Error.Length; i++)
        {
            Error[i] = Output[i] > 0 ? Error[i] : 0;
        }
    }

    /// <summary>Adds the input's error, by the weights before <see cref="Descend"/> changes them; the error must be masked.</summary>
    /// <param name="inputError">Receives it.</param>
    public void Backward(float[] inputError)
    {
        Array.Clear(_patchErrors);
        Gemm.AccumulateTransposedRight(Error, Weights, _patchErrors, Shape.Pixels, Shape.Channels, PatchLength);
        foreach (ref readonly Run run in _runs.AsSpan())
        {
            Lanes.Add(_patchErrors.AsSpan(run.Place, run.Length), inputError.AsSpan(run.Pixel, run.Length));
        }
    }

    /// <summary>One step of gradient descent; the error must be masked, and is used up.</summary>
    /// <param name="rate">The rate.</param>
    public void Descend(float rate)
    {
        for (int i = 0; i < Error.Length; i++)
        {
            Error[i] *= -rate;
        }

        Gemm.AccumulateTransposedLeft(_patches, Error, Weights, PatchLength, Shape.Pixels, Shape.Channels);
        for (int i = 0; i < Error.Length; i += Shape.Channels)
        {
            Lanes.Add(Error.AsSpan(i, Shape.Channels), Bias);
        }
    }

    private void Rectify(Span<float> sums)
    {
        Span<Vector<float>> values = MemoryMarshal.Cast<float, Vector<float>>(sums);
        ReadOnlySpan<Vector<float>> biases = MemoryMarshal.Cast<float, Vector<float>>(Bias.AsSpan());
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Vector.Max(values[i] + biases[i], Vector<float>.Zero);
        }

        for (int i = values.Length * Vector<float>.Count; i < sums.Length; i++)
        {
            sums[i] = MathF.Max(0, sums[i] + Bias[i]);
        }
    }

    // What of each row of each patch lies inside the input.
    private static IEnumerable<Run> FindRuns(FeatureShape input, int size, int kernel, int stride, int padding)
    {
        for (int row = 0; row < size * size * kernel; row++)
        {
            int v = (row / (size * kernel) * stride) + (row % kernel) - padding;
            int u = (row / kernel % size * stride) - padding;
            int first = Math.Max(u, 0);
            int width = Math.Min(u + kernel, input.Width) - first;
            if ((uint)v < (uint)input.Height && width > 0)
            {
                int place = (row * kernel) + first - u;
                yield return new Run(place * input.Channels, ((v * input.Width) + first) * input.Channels, width * input.Channels);
            }
        }
    }

    /// <summary>Adjacent floats of the patches, and where they come from in the input.</summary>
    private readonly record struct Run(int Place, int Pixel, int Length);
}
