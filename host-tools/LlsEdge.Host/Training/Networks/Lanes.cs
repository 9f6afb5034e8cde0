using System.Numerics;
using System.Runtime.InteropServices;

namespace LlsEdge.Host.Training.Networks;

/// <summary>Short vector operations in SIMD. All arguments of one call have the same length.</summary>
internal static class Lanes
{
    /// <summary>sum += x.</summary>
    public static void Add(ReadOnlySpan<float> x, Span<float> sum)
    {
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        ReadOnlySpan<Vector<float>> xs = MemoryMarshal.Cast<float, Vector<float>>(x);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += xs[i];
        }

        for (int i = sums.Length * Vector<float>.Count; i < sum.Length; i++)
        {
            sum[i] += x[i];
        }
    }

    /// <summary>sum += factor·x.</summary>
    public static void AddScaled(float factor, ReadOnlySpan<float> x, Span<float> sum)
    {
        var factors = new Vector<float>(factor);
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        ReadOnlySpan<Vector<float>> xs = MemoryMarshal.Cast<float, Vector<float>>(x);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += factors * xs[i];
        }

        for (int i = sums.Length * Vector<float>.Count; i < sum.Length; i++)
        {
            sum[i] += factor * x[i];
        }
    }

    /// <summary>sum += x·y, entry by entry.</summary>
    public static void AddProduct(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> sum)
    {
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        ReadOnlySpan<Vector<float>> xs = MemoryMarshal.Cast<float, Vector<float>>(x);
        ReadOnlySpan<Vector<float>> ys = MemoryMarshal.Cast<float, Vector<float>>(y);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += xs[i] * ys[i];
        }

        for (int i = sums.Length * Vector<float>.Count; i < sum.Length; i++)
        {
            sum[i] += x[i] * y[i];
        }
    }

    /// <summary>Σ x·y.</summary>
    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        Vector<float> sums = Vector<float>.Zero;
        ReadOnlySpan<Vector<float>> xs = MemoryMarshal.Cast<float, Vector<float>>(x);
        ReadOnlySpan<Vector<float>> ys = MemoryMarshal.Cast<float, Vector<float>>(y);
        for (int i = 0; i < xs.Length; i++)
        {
            sums += xs[i] * ys[i];
        }

        float sum = Vector.Sum(sums);
        for (int i = xs.Length * Vector<float>.Count; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }
}
