using LlsEdge.Host.Data;
using LlsEdge.Host.Models;

namespace LlsEdge.Cli.Commands;

/// <summary>
/// The model that <c>model init</c> and <c>model train</c> build when none is described: three layers that fit a stock ESP32 and whatever frames and
/// classes the set has.
/// </summary>
internal static class DefaultDescription
{
    private const int LargeFrame = 64;
    private static readonly int[] s_channels = [8, 16, 32];

    /// <summary>Describes the model.</summary>
    /// <param name="set">The set it is for; null: persons in 96×96 frames.</param>
    /// <returns>The description.</returns>
    public static ModelDescription For(ImageSet? set)
    {
        int frame = set?.Size ?? 96;
        int downsample = frame >= LargeFrame && frame % 2 == 0 ? 2 : 1;
        int map = frame / downsample;
        var layers = new List<LayerDescription>();
        var taps = new List<TapDescription>();
        foreach (int channels in s_channels)
        {
            // 3×3, stride 2, padding 1.
            map = ((map - 1) / 2) + 1;
            int grid = LargestDivisor(map, layers.Count == 0 ? 1 : 3);
            taps.Add(new TapDescription(layers.Count, grid));
            layers.Add(new LayerDescription { Channels = channels, Pool = LargestDivisor(map, 4), BoardRate = channels == s_channels[^1] ? 0.001 : 0 });
        }

        return new ModelDescription
        {
            Name = "default",
            FrameSize = frame,
            Downsample = downsample,
            Classes = set?.ClassNames ?? ClassNames.Person,
            Layers = layers,
            Readout = new ReadoutDescription { Taps = taps, BoardRate = 0.01 },
        };
    }

    private static int LargestDivisor(int number, int most) => Enumerable.Range(1, most).Last(divisor => number % divisor == 0);
}
