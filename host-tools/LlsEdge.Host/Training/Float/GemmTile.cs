using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LlsEdge.Host.Training.Float;

/// <summary>
/// The innermost product: a tile of 8×32 sums stays in registers while the inner index runs. Every sum is a chain of fused multiply-adds in the order of
/// the inner index,
/// whatever the vector's width, so that machines with and without 512-bit vectors agree bit for bit.
/// </summary>
internal static unsafe class GemmTile
{
    /// <summary>Rows of a tile.</summary>
    public const int Rows = 8;

    /// <summary>Columns of a tile.</summary>
    public const int Columns = 32;

    /// <summary>C (8×32) = A·B, or C += A·B.</summary>
    /// <param name="a">A's first entry; entry (r, i) lies at r·rowStep + i·innerStep.</param>
    /// <param name="rowStep">From row to row of A.</param>
    /// <param name="innerStep">From column to column of A.</param>
    /// <param name="b">B's first entry; the 32 entries of a row are adjacent.</param>
    /// <param name="bStep">From row to row of B.</param>
    /// <param name="inner">The inner index's count.</param>
    /// <param name="c">C's first entry; the 32 entries of a row are adjacent.</param>
    /// <param name="cStep">From row to row of C.</param>
    /// <param name="accumulate">Whether to add to C.</param>
    public static void Full(float* a, nint rowStep, nint innerStep, float* b, nint bStep, int inner, float* c, nint cStep, bool accumulate)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Wide(a, rowStep, innerStep, b, bStep, inner, c, cStep, accumulate);
            return;
        }

        for (int half = 0; half < Columns; half += 16)
        {
            Narrow(a, rowStep, innerStep, b + half, bStep, inner, c + half, cStep, accumulate);
            Narrow(a + (4 * rowStep), rowStep, innerStep, b + half, bStep, inner, c + (4 * cStep) + half, cStep, accumulate);
        }
    }

    /// <summary>One row of 32 sums: C (1×32) = A·B.</summary>
    public static void Row(float* a, nint innerStep, float* b, nint bStep, int inner, float* c)
    {
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
        for (int i = 0; i < inner; i++)
        {
            Vector256<float> left = Vector256.Create(*a);
            s0 = Vector256.FusedMultiplyAdd(left, Vector256.Load(b), s0);
            s1 = Vector256.FusedMultiplyAdd(left, Vector256.Load(b + 8), s1);
            s2 = Vector256.FusedMultiplyAdd(left, Vector256.Load(b + 16), s2);
            s3 = Vector256.FusedMultiplyAdd(left, Vector256.Load(b + 24), s3);
            a += innerStep;
            b += bStep;
        }

        s0.Store(c);
        s1.Store(c + 8);
        s2.Store(c + 16);
        s3.Store(c + 24);
    }

    private static void Wide(float* a, nint rowStep, nint innerStep, float* b, nint bStep, int inner, float* c, nint cStep, bool accumulate)
    {
        Vector512<float> a00 = default, a01 = default, a10 = default, a11 = default, a20 = default, a21 = default, a30 = default, a31 = default;
        Vector512<float> a40 = default, a41 = default, a50 = default, a51 = default, a60 = default, a61 = default, a70 = default, a71 = default;
        float* lower = a + (4 * rowStep);
        nint two = 2 * rowStep;
        nint three = 3 * rowStep;
        for (int i = 0; i < inner; i++)
        {
            Vector512<float> b0 = Vector512.Load(b);
            Vector512<float> b1 = Vector512.Load(b + 16);
            Vector512<float> left = Vector512.Create(*a);
            a00 = Vector512.FusedMultiplyAdd(left, b0, a00);
            a01 = Vector512.FusedMultiplyAdd(left, b1, a01);
            left = Vector512.Create(a[rowStep]);
            a10 = Vector512.FusedMultiplyAdd(left, b0, a10);
            a11 = Vector512.FusedMultiplyAdd(left, b1, a11);
            left = Vector512.Create(a[two]);
            a20 = Vector512.FusedMultiplyAdd(left, b0, a20);
            a21 = Vector512.FusedMultiplyAdd(left, b1, a21);
            left = Vector512.Create(a[three]);
            a30 = Vector512.FusedMultiplyAdd(left, b0, a30);
            a31 = Vector512.FusedMultiplyAdd(left, b1, a31);
            left = Vector512.Create(*lower);
            a40 = Vector512.FusedMultiplyAdd(left, b0, a40);
            a41 = Vector512.FusedMultiplyAdd(left, b1, a41);
            left = Vector512.Create(lower[rowStep]);
            a50 = Vector512.FusedMultiplyAdd(left, b0, a50);
            a51 = Vector512.FusedMultiplyAdd(left, b1, a51);
            left = Vector512.Create(lower[two]);
            a60 = Vector512.FusedMultiplyAdd(left, b0, a60);
            a61 = Vector512.FusedMultiplyAdd(left, b1, a61);
            left = Vector512.Create(lower[three]);
            a70 = Vector512.FusedMultiplyAdd(left, b0, a70);
            a71 = Vector512.FusedMultiplyAdd(left, b1, a71);
            a += innerStep;
            lower += innerStep;
            b += bStep;
        }

        Store(c, a00, a01, accumulate);
        Store(c + cStep, a10, a11, accumulate);
        Store(c + (2 * cStep), a20, a21, accumulate);
        Store(c + (3 * cStep), a30, a31, accumulate);
        Store(c + (4 * cStep), a40, a41, accumulate);
        Store(c + (5 * cStep), a50, a51, accumulate);
        Store(c + (6 * cStep), a60, a61, accumulate);
        Store(c + (7 * cStep), a70, a71, accumulate);
    }

    /// <summary>4×16 sums in half as wide vectors.</summary>
    private static void Narrow(float* a, nint rowStep, nint innerStep, float* b, nint bStep, int inner, float* c, nint cStep, bool accumulate)
    {
        Vector256<float> a00 = default, a01 = default, a10 = default, a11 = default, a20 = default, a21 = default, a30 = default, a31 = default;
        nint two = 2 * rowStep;
        nint three = 3 * rowStep;
        for (int i = 0; i < inner; i++)
        {
            Vector256<float> b0 = Vector256.Load(b);
            Vector256<float> b1 = Vector256.Load(b + 8);
            Vector256<float> left = Vector256.Create(*a);
            a00 = Vector256.FusedMultiplyAdd(left, b0, a00);
            a01 = Vector256.FusedMultiplyAdd(left, b1, a01);
            left = Vector256.Create(a[rowStep]);
            a10 = Vector256.FusedMultiplyAdd(left, b0, a10);
            a11 = Vector256.FusedMultiplyAdd(left, b1, a11);
            left = Vector256.Create(a[two]);
            a20 = Vector256.FusedMultiplyAdd(left, b0, a20);
            a21 = Vector256.FusedMultiplyAdd(left, b1, a21);
            left = Vector256.Create(a[three]);
            a30 = Vector256.FusedMultiplyAdd(left, b0, a30);
            a31 = Vector256.FusedMultiplyAdd(left, b1, a31);
            a += innerStep;
            b += bStep;
        }

        Store(c, a00, a01, accumulate);
        Store(c + cStep, a10, a11, accumulate);
        Store(c + (2 * cStep), a20, a21, accumulate);
        Store(c + (3 * cStep), a30, a31, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, Vector512<float> left, Vector512<float> right, bool accumulate)
    {
        if (accumulate)
        {
            left += Vector512.Load(c);
            right += Vector512.Load(c + 16);
        }

        left.Store(c);
        right.Store(c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, Vector256<float> left, Vector256<float> right, bool accumulate)
    {
        if (accumulate)
        {
            left += Vector256.Load(c);
            right += Vector256.Load(c + 8);
        }

        left.Store(c);
        right.Store(c + 8);
    }
}
