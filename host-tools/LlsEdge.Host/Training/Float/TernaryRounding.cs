namespace LlsEdge.Host.Training.Float;

/// <summary>
/// Rounds a channel's weights to −α, 0 or +α. As ternary weight networks do (Li, Zhang, Liu 2016, arXiv 1605.04711): a weight below 0.7 of the mean size
/// becomes 0, α is the mean size of the others; here rounded to a power of two of the layer's step, so that the board needs a shift and no product.
/// </summary>
internal static class TernaryRounding
{
    private const float ThresholdShare = 0.7f;

    /// <summary>Rounds to −2ᵉ, 0 and +2ᵉ steps.</summary>
    /// <param name="weights">One output channel's weights.</param>
    /// <param name="rounded">Receives the rounded ones, e the same for all.</param>
    /// <param name="step">The layer's step, 2⁻ᵂ.</param>
    /// <param name="limit">The largest weight in steps.</param>
    public static void Round(ReadOnlySpan<float> weights, Span<float> rounded, float step, int limit)
    {
        float size = GetSize(weights);
        int largestExponent = (int)MathF.Floor(MathF.Log2(limit));
        int exponent = size == 0 ? 0 : Math.Clamp((int)MathF.Round(MathF.Log2(size / step)), 0, largestExponent);
        RoundToSigns(weights, rounded);
        foreach (ref float sign in rounded)
        {
            sign *= step * (1 << exponent);
        }
    }

    /// <summary>Rounds to −1, 0 and +1.</summary>
    /// <param name="weights">One output channel's weights.</param>
    /// <param name="signs">Receives the rounded ones.</param>
    public static void RoundToSigns(ReadOnlySpan<float> weights, Span<float> signs)
    {
        float threshold = GetThreshold(weights);
        for (int i = 0; i < weights.Length; i++)
        {
            signs[i] = MathF.Abs(weights[i]) > threshold ? MathF.CopySign(1, weights[i]) : 0;
        }
    }

    /// <summary>Gives α, the mean size of the weights that do not become 0.</summary>
    /// <param name="weights">One output channel's weights.</param>
    /// <returns>α, 0 where all weights are 0.</returns>
    public static float GetSize(ReadOnlySpan<float> weights)
    {
        float threshold = GetThreshold(weights);
        float total = 0;
        int count = 0;
        foreach (float weight in weights)
        {
            if (MathF.Abs(weight) > threshold)
            {
                total += MathF.Abs(weight);
                count++;
            }
        }

        return count == 0 ? 0 : total / count;
    }

    private static float GetThreshold(ReadOnlySpan<float> weights)
    {
        float total = 0;
        foreach (float weight in weights)
        {
            total += MathF.Abs(weight);
        }

        return ThresholdShare * total / weights.Length;
    }
}
