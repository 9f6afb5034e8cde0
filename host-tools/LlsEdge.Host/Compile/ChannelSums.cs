using LlsEdge.Learning;

namespace LlsEdge.Host.Compile;

/// <summary>
/// One output channel's arithmetic, freed of its weights' common power of two and of the code that stands for zero:
/// <c>h = clamp((Σ weight·code + Bias) ≫ Shift, 0, limit)</c>, equal to the layer's own because
/// <c>⌊(2ᵉT + b)/2ˢ⌋ = ⌊(T + ⌊b/2ᵉ⌋)/2ˢ⁻ᵉ⌋</c>.
/// </summary>
internal sealed class ChannelSums
{
    private readonly int _largestCode;

    private ChannelSums(int[] weights, int largestCode)
    {
        Weights = weights;
        _largestCode = largestCode;
    }

    /// <summary>Gets the weights in the order of taps: input channel, row, column.</summary>
    public int[] Weights { get; }

    /// <summary>Gets what is added to the sum of products, rounding included.</summary>
    public long Bias { get; private init; }

    /// <summary>Gets the right shift to an activation.</summary>
    public int Shift { get; private init; }

    public static ChannelSums Of(ConvolutionLayer layer, int channel, int zeroCode, int largestCode)
    {
        int count = layer.WeightsPerChannel;
        int[] weights = [.. layer.Weights.Skip(channel * count).Take(count).Select(weight => (int)weight)];
        int shift = layer.RequantiseShift;
        int power = weights.All(weight => weight == 0) ? 0 : Math.Min(shift, weights.Where(weight => weight != 0).Min(System.Numerics.BitOperations.TrailingZeroCount));
        weights = [.. weights.Select(weight => weight >> power)];
        long bias = ((long)layer.Bias[channel] + ((1L << shift) >> 1)) >> power;
        return new ChannelSums(weights, largestCode)
        {
            Bias = bias - ((long)zeroCode * weights.Sum()),
            Shift = shift - power,
        };
    }

    /// <summary>Gives the least and the largest sum of products that any codes can make of some taps.</summary>
    public (long Least, long Largest) RangeOf(Range taps)
    {
        long least = 0;
        long largest = 0;
        foreach (int weight in Weights[taps])
        {
            least += Math.Min(weight, 0) * (long)_largestCode;
            largest += Math.Max(weight, 0) * (long)_largestCode;
        }

        return (least, largest);
    }
}
