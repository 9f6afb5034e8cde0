using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LlsEdge.Host.Training.Networks;

namespace LlsEdge.Host.Training.Float;

/// <summary>The most that this machine's cores can compute in float: fused multiply-adds on registers alone.</summary>
public static class FmaPeak
{
    private const int Tries = 8;
    private const int Rounds = 1 << 18;
    private const int WideChains = 16;
    private const int NarrowChains = 12;

    /// <summary>Gets the bits of the widest vectors that the machine computes with in hardware.</summary>
    public static int VectorBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Measures.</summary>
    /// <param name="threads">How many threads compute at once.</param>
    /// <returns>Thousand million operations a second, a multiply-add being two: the best of several tries.</returns>
    public static double MeasureGflops(int threads)
    {
        var team = Team.Of(threads);
        float[] sums = new float[threads];
        double best = 0;
        for (int i = 0; i < Tries; i++)
        {
            var watch = Stopwatch.StartNew();
            team.Run(threads, t => sums[t] += Vector512.IsHardwareAccelerated ? Wide() : Narrow());
            int products = Vector512.IsHardwareAccelerated ? WideChains * Vector512<float>.Count : NarrowChains * Vector256<float>.Count;
            best = Math.Max(best, 2.0 * threads * Rounds * products / watch.Elapsed.TotalSeconds / 1e9);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Wide()
    {
        var factor = Vector512.Create(0.999f);
        var term = Vector512.Create(0.001f);
        Vector512<float> s0 = term, s1 = term, s2 = term, s3 = term, s4 = term, s5 = term, s6 = term, s7 = term;
        Vector512<float> s8 = term, s9 = term, s10 = term, s11 = term, s12 = term, s13 = term, s14 = term, s15 = term;
        for (int i = 0; i < Rounds; i++)
        {
            s0 = Vector512.FusedMultiplyAdd(s0, factor, term);
            s1 = Vector512.FusedMultiplyAdd(s1, factor, term);
            s2 = Vector512.FusedMultiplyAdd(s2, factor, term);
            s3 = Vector512.FusedMultiplyAdd(s3, factor, term);
            s4 = Vector512.FusedMultiplyAdd(s4, factor, term);
            s5 = Vector512.FusedMultiplyAdd(s5, factor, term);
            s6 = Vector512.FusedMultiplyAdd(s6, factor, term);
            s7 = Vector512.FusedMultiplyAdd(s7, factor, term);
            s8 = Vector512.FusedMultiplyAdd(s8, factor, term);
            s9 = Vector512.FusedMultiplyAdd(s9, factor, term);
            s10 = Vector512.FusedMultiplyAdd(s10, factor, term);
            s11 = Vector512.FusedMultiplyAdd(s11, factor, term);
            s12 = Vector512.FusedMultiplyAdd(s12, factor, term);
            s13 = Vector512.FusedMultiplyAdd(s13, factor, term);
            s14 = Vector512.FusedMultiplyAdd(s14, factor, term);
            s15 = Vector512.FusedMultiplyAdd(s15, factor, term);
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11 + s12 + s13 + s14 + s15);
    }

    /// <summary>Twelve chains: without 512-bit vectors there are sixteen registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Narrow()
    {
        var factor = Vector256.Create(0.999f);
        var term = Vector256.Create(0.001f);
        Vector256<float> s0 = term, s1 = term, s2 = term, s3 = term, s4 = term, s5 = term, s6 = term, s7 = term, s8 = term, s9 = term, s10 = term, s11 = term;
        for (int i = 0; i < Rounds; i++)
        {
            s0 = Vector256.FusedMultiplyAdd(s0, factor, term);
            s1 = Vector256.FusedMultiplyAdd(s1, factor, term);
            s2 = Vector256.FusedMultiplyAdd(s2, factor, term);
            s3 = Vector256.FusedMultiplyAdd(s3, factor, term);
            s4 = Vector256.FusedMultiplyAdd(s4, factor, term);
            s5 = Vector256.FusedMultiplyAdd(s5, factor, term);
            s6 = Vector256.FusedMultiplyAdd(s6, factor, term);
            s7 = Vector256.FusedMultiplyAdd(s7, factor, term);
            s8 = Vector256.FusedMultiplyAdd(s8, factor, term);
            s9 = Vector256.FusedMultiplyAdd(s9, factor, term);
            s10 = Vector256.FusedMultiplyAdd(s10, factor, term);
            s11 = Vector256.FusedMultiplyAdd(s11, factor, term);
        }

        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }
}
