using System.Runtime.Intrinsics;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Fast;

/// <summary>The generator of <see cref="StochasticRounding"/>, eight numbers at a time: n steps of x → a·x + c are one step with other constants.</summary>
internal static class RoundingStream
{
    private static readonly Vector256<int> s_factors = Vector256.Create(Enumerable.Range(1, 8).Select(n => Jump(n).Factor).ToArray());
    private static readonly Vector256<int> s_summands = Vector256.Create(Enumerable.Range(1, 8).Select(n => Jump(n).Summand).ToArray());

    /// <summary>The factor of eight steps, in every lane.</summary>
    public static Vector256<int> EightFactor { get; } = Vector256.Create(Jump(8).Factor);

    /// <summary>The summand of eight steps, in every lane.</summary>
    public static Vector256<int> EightSummand { get; } = Vector256.Create(Jump(8).Summand);

    /// <summary>Gives the first eight numbers of a stream.</summary>
    public static Vector256<int> Start(int key) => (Vector256.Create(key) * s_factors) + s_summands;

    private static (int Factor, int Summand) Jump(int steps)
    {
        int factor = 1;
        int summand = 0;
        for (int i = 0; i < steps; i++)
        {
            factor *= StochasticRounding.Multiplier;
            summand = (summand * StochasticRounding.Multiplier) + StochasticRounding.Increment;
        }

        return (factor, summand);
    }
}
