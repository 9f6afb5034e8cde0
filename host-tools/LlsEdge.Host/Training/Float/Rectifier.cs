using System.Numerics;
using System.Runtime.InteropServices;

namespace LlsEdge.Host.Training.Float;

/// <summary>The loops over all values of a map that both kinds of layers share, in SIMD.</summary>
internal static class Rectifier
{
    /// <summary>Clears the errors of activations at 0 and at the top of their range.</summary>
    public static void Mask(Span<float> output, Span<float> error, float largest)
    {
        Span<Vector<float>> outputs = MemoryMarshal.Cast<float, Vector<float>>(output);
        Span<Vector<float>> errors = MemoryMarshal.Cast<float, Vector<float>>(error);
        var top = new Vector<float>(largest);
        for (int i = 0; i < outputs.Length; i++)
        {
            Vector<int> inside = Vector.GreaterThan(outputs[i], Vector<float>.Zero) & Vector.LessThan(outputs[i], top);
            errors[i] = Vector.ConditionalSelect(inside, errors[i], Vector<float>.Zero);
        }

        for (int i = outputs.Length * Vector<float>.Count; i < output.Length; i++)
        {
            error[i] = output[i] > 0 && output[i] < largest ? error[i] : 0;
        }
    }

    /// <summary>Adds values up.</summary>
    public static float Sum(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<float> sums = Vector<float>.Zero;
        foreach (Vector<float> vector in vectors)
        {
            sums += vector;
        }

        float sum = Vector.Sum(sums);
        foreach (float value in values[(vectors.Length * Vector<float>.Count)..])
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>Adds products up.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> left = MemoryMarshal.Cast<float, Vector<float>>(a);
        ReadOnlySpan<Vector<float>> right = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < left.Length; i++)
        {
            sums += left[i] * right[i];
        }

        float sum = Vector.Sum(sums);
        for (int i = left.Length * Vector<float>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
