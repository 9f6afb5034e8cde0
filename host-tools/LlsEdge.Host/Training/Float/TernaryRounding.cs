namespace LlsEdge.Host.Training.Float;

/// <summary>
/// Rounds a channel's weights to −α, 0 or +α. As ternary weight networks do (Li, Zhang, Liu 2016, arXiv 1605.04711): a weight below 0.7 of the mean size
/// becomes 0, α is the mean size of the others; here rounded to a power of two of the layer's step, so that the board needs a shift and no product.
/// </summary>
internal static class TernaryRounding
{
    private const float ThresholdShare = 0.7f;

    /// <summary>Rounds.</summary>
    /// <param name="weights">One output channel's weights.</param>
    /// <param name="rounded">Receives −2ᵉ, 0 or +2ᵉ steps, e the same for all.</param>
    /// <param name="step">The layer's step, 2⁻ᵂ.</param>
    /// <param name="limit">The largest weight in steps.</param>
    public static void Round(ReadOnlySpan<float> weights, Span<float> rounded, float step, int limit)
    {
        float total = 0;
        foreach (float weight in weights)
        {
            total += MathF.Abs(weight);
        }

        float threshold = ThresholdShare * total / weights.Length;
        float kept = 0;
        int count = 0;
        foreach (float weight in weights)
        {
            if (MathF.Abs(weight) > threshold)
            {
                kept += MathF.Abs(weight);
                count++;
            }
        }

        int largestExponent = (int)MathF.Floor(MathF.Log2(limit));
        int exponent = count == 0 ? 0 : Math.Clamp((int)MathF.Round(MathF.Log2(kept / count / step)), 0, largestExponent);
        float size = step * (1 << exponent);
        for (int i = 0; i < weights.Length; i++)
        {
            rounded[i] = MathF.Abs(weights[i]) > threshold ? MathF.CopySign(size, weights[i]) : 0;
        }
    }
}
