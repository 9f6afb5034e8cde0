using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LlsEdge.Host.Training.Float;

/// <summary>Products of rows with rows, where the inner index is the adjacent one on both sides: 4×4 dot products at a time, nothing copied.</summary>
internal static unsafe class GemmDots
{
    /// <summary>C += A·Bᵀ: [rows×inner]·[columns×inner]ᵀ; the rows of C lie <paramref name="step"/> apart.</summary>
    public static void Accumulate(float* a, float* b, float* c, int rows, int inner, int columns, int step)
    {
        int r = 0;
        for (; r <= rows - 4; r += 4)
        {
            int j = 0;
            for (; j <= columns - 4; j += 4)
            {
                Block(a + ((nint)r * inner), b + ((nint)j * inner), inner, c + ((nint)r * step) + j, step);
            }

            for (; j < columns; j++)
            {
                for (int k = r; k < r + 4; k++)
                {
                    c[((nint)k * step) + j] += Dot(a + ((nint)k * inner), b + ((nint)j * inner), inner);
                }
            }
        }

        for (; r < rows; r++)
        {
            for (int j = 0; j < columns; j++)
            {
                c[((nint)r * step) + j] += Dot(a + ((nint)r * inner), b + ((nint)j * inner), inner);
            }
        }
    }

    private static void Block(float* a, float* b, int inner, float* c, int step)
    {
        Vector512<float> s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
        Vector512<float> s20 = default, s21 = default, s22 = default, s23 = default, s30 = default, s31 = default, s32 = default, s33 = default;
        float* a1 = a + inner;
        float* a2 = a1 + inner;
        float* a3 = a2 + inner;
        float* b1 = b + inner;
        float* b2 = b1 + inner;
        float* b3 = b2 + inner;
        int i = 0;
        for (; i <= inner - 16; i += 16)
        {
            Vector512<float> v0 = Vector512.Load(b + i);
            Vector512<float> v1 = Vector512.Load(b1 + i);
            Vector512<float> v2 = Vector512.Load(b2 + i);
            Vector512<float> v3 = Vector512.Load(b3 + i);
            Vector512<float> left = Vector512.Load(a + i);
            s00 = Vector512.FusedMultiplyAdd(left, v0, s00);
            s01 = Vector512.FusedMultiplyAdd(left, v1, s01);
            s02 = Vector512.FusedMultiplyAdd(left, v2, s02);
            s03 = Vector512.FusedMultiplyAdd(left, v3, s03);
            left = Vector512.Load(a1 + i);
            s10 = Vector512.FusedMultiplyAdd(left, v0, s10);
            s11 = Vector512.FusedMultiplyAdd(left, v1, s11);
            s12 = Vector512.FusedMultiplyAdd(left, v2, s12);
            s13 = Vector512.FusedMultiplyAdd(left, v3, s13);
            left = Vector512.Load(a2 + i);
            s20 = Vector512.FusedMultiplyAdd(left, v0, s20);
            s21 = Vector512.FusedMultiplyAdd(left, v1, s21);
            s22 = Vector512.FusedMultiplyAdd(left, v2, s22);
            s23 = Vector512.FusedMultiplyAdd(left, v3, s23);
            left = Vector512.Load(a3 + i);
            s30 = Vector512.FusedMultiplyAdd(left, v0, s30);
            s31 = Vector512.FusedMultiplyAdd(left, v1, s31);
            s32 = Vector512.FusedMultiplyAdd(left, v2, s32);
            s33 = Vector512.FusedMultiplyAdd(left, v3, s33);
        }

        Add(c, s00, s01, s02, s03);
        Add(c + step, s10, s11, s12, s13);
        Add(c + (2 * (nint)step), s20, s21, s22, s23);
        Add(c + (3 * (nint)step), s30, s31, s32, s33);
        for (; i < inner; i++)
        {
            for (int r = 0; r < 4; r++)
            {
                for (int j = 0; j < 4; j++)
                {
                    c[((nint)r * step) + j] += a[((nint)r * inner) + i] * b[((nint)j * inner) + i];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* c, Vector512<float> s0, Vector512<float> s1, Vector512<float> s2, Vector512<float> s3)
    {
        c[0] += Vector512.Sum(s0);
        c[1] += Vector512.Sum(s1);
        c[2] += Vector512.Sum(s2);
        c[3] += Vector512.Sum(s3);
    }

    private static float Dot(float* a, float* b, int inner)
    {
        Vector512<float> sums = default;
        int i = 0;
        for (; i <= inner - 16; i += 16)
        {
            sums = Vector512.FusedMultiplyAdd(Vector512.Load(a + i), Vector512.Load(b + i), sums);
        }

        float sum = Vector512.Sum(sums);
        for (; i < inner; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
