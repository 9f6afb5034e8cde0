namespace LlsEdge.Host.Models;

/// <summary>A learning rate as the board keeps it: mantissa/128 · 2⁻ˢʰⁱᶠᵗ, mantissa 128 … 255, an error of at most 0.4 %.</summary>
/// <param name="Mantissa">128 to 255.</param>
/// <param name="Shift">The exponent, 0 to 12 (15 for a convolution).</param>
public readonly record struct LearningRate(int Mantissa, int Shift)
{
    // A little above the end of the range, which itself is outside.
    private const double Smallest = 1.01 / 4096;

    /// <summary>Keeps a decaying rate inside the range.</summary>
    /// <param name="rate">The rate.</param>
    /// <returns>The rate, or the smallest that can be kept.</returns>
    public static double AtLeastSmallest(double rate) => Math.Max(rate, Smallest);

    /// <summary>Encodes a rate.</summary>
    /// <param name="rate">The rate, in (2⁻¹², 2).</param>
    /// <returns>The nearest encoding.</returns>
    public static LearningRate FromDouble(double rate)
    {
        if (!(rate > 1.0 / 4096) || rate >= 2)
        {
            throw new ModelException($"The learning rate {rate} is outside (1/4096, 2): choose another, or 0 to freeze.");
        }

        int shift = 0;
        while (rate * (1 << shift) < 1)
        {
            shift++;
        }

        int mantissa = (int)Math.Round(rate * (1 << shift) * 128);
        return mantissa == 256 ? new LearningRate(128, shift - 1) : new LearningRate(mantissa, shift);
    }

    /// <summary>Decodes the rate.</summary>
    /// <returns>The rate.</returns>
    public double ToDouble() => Mantissa / 128.0 / (1 << Shift);
}
