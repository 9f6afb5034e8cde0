namespace LlsEdge.Host.Training;

/// <summary>Chooses W, the exponent of a layer's weights.</summary>
public static class WeightFormat
{
    // Of 8-bit weights.
    private const int Coarsest = 4;
    private const int Finest = 11;

    /// <summary>Chooses the finest step at which one weight in a thousand, at most, is cut off.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="bits">Bits of a weight, its sign included.</param>
    /// <returns>W.</returns>
    public static int Choose(ReadOnlySpan<float> weights, int bits)
    {
        float[] sizes = weights.ToArray();
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = Math.Abs(sizes[i]);
        }

        Array.Sort(sizes);
        float largest = sizes[sizes.Length - 1 - (sizes.Length / 1000)];
        int limit = (1 << (bits - 1)) - 1;
        int coarser = 8 - bits;
        return Math.Clamp((int)Math.Floor(Math.Log2(limit / Math.Max(largest, 1e-6f))), Math.Max(0, Coarsest - coarser), Finest - coarser);
    }
}
