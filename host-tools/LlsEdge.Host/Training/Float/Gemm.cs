using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LlsEdge.Host.Training.Float;

/// <summary>The three matrix products of a convolution's passes, row-major, in SIMD. Sums run in a fixed order, so that results repeat on one machine.</summary>
internal static class Gemm
{
    /// <summary>C = A·B: [rows×inner]·[inner×columns].</summary>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns)
    {
        for (int r = 0; r < rows; r += 4)
        {
            MultiplyRows(a, b, c, r, Math.Min(4, rows - r), inner, columns, inner, 1);
        }
    }

    /// <summary>C = Aᵀ·B: [inner×rows]ᵀ·[inner×columns].</summary>
    public static void MultiplyTransposedLeft(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns)
    {
        for (int r = 0; r < rows; r += 4)
        {
            MultiplyRows(a, b, c, r, Math.Min(4, rows - r), inner, columns, 1, rows);
        }
    }

    /// <summary>C += A·Bᵀ: [rows×inner]·[columns×inner]ᵀ.</summary>
    public static void AccumulateTransposedRight(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns)
    {
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> left = a.Slice(r * inner, inner);
            for (int j = 0; j < columns; j++)
            {
                c[(r * columns) + j] += Dot(left, b.Slice(j * inner, inner));
            }
        }
    }

    private static void MultiplyRows(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int first, int count, int inner, int columns, int rowStep, int innerStep)
    {
        int width = Vector<float>.Count;
        int column = 0;
        ref float right = ref MemoryMarshal.GetReference(b);
        if (count == 4)
        {
            for (; column <= columns - width; column += width)
            {
                Vector<float> sum0 = Vector<float>.Zero;
                Vector<float> sum1 = Vector<float>.Zero;
                Vector<float> sum2 = Vector<float>.Zero;
                Vector<float> sum3 = Vector<float>.Zero;
                int left = first * rowStep;
                nint at = column;
                for (int i = 0; i < inner; i++)
                {
                    Vector<float> value = Vector.LoadUnsafe(ref Unsafe.Add(ref right, at));
                    sum0 += value * a[left];
                    sum1 += value * a[left + rowStep];
                    sum2 += value * a[left + (2 * rowStep)];
                    sum3 += value * a[left + (3 * rowStep)];
                    left += innerStep;
                    at += columns;
                }

                sum0.CopyTo(c[((first * columns) + column)..]);
                sum1.CopyTo(c[(((first + 1) * columns) + column)..]);
                sum2.CopyTo(c[(((first + 2) * columns) + column)..]);
                sum3.CopyTo(c[(((first + 3) * columns) + column)..]);
            }
        }

        for (int r = first; r < first + count; r++)
        {
            for (int j = column; j < columns; j++)
            {
                float sum = 0;
                for (int i = 0; i < inner; i++)
                {
                    sum += a[(r * rowStep) + (i * innerStep)] * b[(i * columns) + j];
                }

                c[(r * columns) + j] = sum;
            }
        }
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector<float> sum0 = Vector<float>.Zero;
        Vector<float> sum1 = Vector<float>.Zero;
        int width = Vector<float>.Count;
        int i = 0;
        ref float left = ref MemoryMarshal.GetReference(a);
        ref float right = ref MemoryMarshal.GetReference(b);
        for (; i <= a.Length - (2 * width); i += 2 * width)
        {
            sum0 += Vector.LoadUnsafe(ref left, (nuint)i) * Vector.LoadUnsafe(ref right, (nuint)i);
            sum1 += Vector.LoadUnsafe(ref left, (nuint)(i + width)) * Vector.LoadUnsafe(ref right, (nuint)(i + width));
        }

        float sum = Vector.Sum(sum0 + sum1);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
