namespace LlsEdge.Host.Tflite;

/// <summary>Real factors as TensorFlow Lite keeps them: multiplier · 2^(exponent − 31), the multiplier of 31 bits.</summary>
/// <param name="Multiplier">2³⁰ to 2³¹ − 1, or 0.</param>
/// <param name="Exponent">−31 to 31.</param>
internal readonly record struct QuantisedScale(int Multiplier, sbyte Exponent)
{
    /// <summary>Encodes a factor, as <c>QuantizeMultiplier</c> does (kernels/internal/quantization_util.cc).</summary>
    /// <param name="factor">The factor, at least 0.</param>
    /// <returns>Its form; null where it is too large for any.</returns>
    public static QuantisedScale? Of(double factor)
    {
        if (factor == 0)
        {
            return new QuantisedScale(0, 0);
        }

        if (!double.IsFinite(factor) || factor < 0)
        {
            return null;
        }

        // frexp: factor = fraction · 2^exponent, the fraction from a half to 1.
        int exponent = Math.ILogB(factor) + 1;
        long multiplier = (long)Math.Round(Math.ScaleB(factor, -exponent) * (1L << 31), MidpointRounding.AwayFromZero);
        if (multiplier == 1L << 31)
        {
            multiplier /= 2;
            exponent++;
        }

        return exponent < -31 ? new QuantisedScale(0, 0) : exponent > 31 ? null : new QuantisedScale((int)multiplier, (sbyte)exponent);
    }

    /// <summary>
    /// Gives the clamp that a fused activation is, as <c>CalculateActivationRangeQuantized</c> does (kernels/kernel_util.cc).
    /// </summary>
    /// <param name="activation">None, ReLU, ReLU from −1 to 1 or ReLU6.</param>
    /// <param name="output">The output.</param>
    /// <returns>The smallest and the largest value.</returns>
    public static (int Least, int Most) Clamp(int activation, TfliteTensor output)
    {
        return activation switch
        {
            1 => (Math.Max(sbyte.MinValue, Quantise(0)), sbyte.MaxValue),
            2 => (Math.Max(sbyte.MinValue, Quantise(-1)), Math.Min(sbyte.MaxValue, Quantise(1))),
            3 => (Math.Max(sbyte.MinValue, Quantise(0)), Math.Min(sbyte.MaxValue, Quantise(6))),
            _ => (sbyte.MinValue, sbyte.MaxValue),
        };

        int Quantise(float value) => output.ZeroPoint + (int)MathF.Round(value / output.Scale, MidpointRounding.AwayFromZero);
    }
}
