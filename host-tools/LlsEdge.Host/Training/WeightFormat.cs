namespace LlsEdge.Host.Training;

/// <summary>Chooses W, the exponent of a layer's weights.</summary>
public static class WeightFormat
{
    private const int Coarsest = 4;
    private const int Finest = 11;

    /// <summary>Chooses the finest step at which one weight in a thousand, at most, is cut off at 127 steps.</summary>
    /// <param name="weights">The weights.</param>
    /// <returns>W.</returns>
    public static int Choose(ReadOnlySpan<float> weights)
    {
        float[] sizes = weights.ToArray();
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = Math.Abs(sizes[i]);
        }

        Array.Sort(sizes);
        float largest = sizes[sizes.Length - 1 - (sizes.Length / 1000)];
        return Math.Clamp((int)Math.Floor(Math.Log2(127 / Math.Max(largest, 1e-6f))), Coarsest, Finest);
    }
}
