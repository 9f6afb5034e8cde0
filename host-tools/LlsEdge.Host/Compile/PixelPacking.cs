using System.Globalization;
using System.Text;
using LlsEdge.Learning;

namespace LlsEdge.Host.Compile;

/// <summary>Writes the method that packs one row of pixels into words.</summary>
internal static class PixelPacking
{
    // Codes are 8 bits; what is shifted further than this, is shifted as a long.
    private const int FurthestShift = 31 - 8;

    /// <summary>Writes the method.</summary>
    /// <param name="model">The model.</param>
    /// <param name="lanes">How the input's positions share words.</param>
    /// <returns>The method; its only indices are constants.</returns>
    public static string Write(Model model, LaneLayout lanes)
    {
        int size = model.InputSize;
        int columns = size / lanes.ColumnBands;
        int together = Math.Min(lanes.Lanes, (FurthestShift / lanes.Bits) + 1);
        var words = new StringBuilder();
        for (int x = 0; x < columns; x++)
        {
            IEnumerable<string> groups = Enumerable.Range(0, lanes.Lanes).Chunk(together).Select(group =>
            {
                string codes = string.Join(" | ", group.Select((lane, i) => Shift(Code(lane, x), i * lanes.Bits)));
                return Shift($"(long)({codes})", group[0] * lanes.Bits);
            });
            words.AppendLine(CultureInfo.InvariantCulture, $"        output[target{Plus(x)}] = {string.Join("\n            + ", groups)};");
        }

        return $$"""
                [Kernel]
                public static void Pack(byte[] line, int[] codes, long[] output, int target)
                {
            {{words}}    }
            """;

        string Code(int lane, int x) => string.Create(
            CultureInfo.InvariantCulture, $"codes[line[{(lane % lanes.RowBands * size) + (lane / lanes.RowBands * columns) + x}]]");
    }

    /// <summary>Estimates the method's bytecode.</summary>
    /// <param name="model">The model.</param>
    /// <param name="lanes">How the input's positions share words.</param>
    /// <returns>The bytes.</returns>
    public static double CountBytes(Model model, LaneLayout lanes) => 20 + (model.InputSize / lanes.ColumnBands * (20.0 + (lanes.Lanes * 14)));

    private static string Shift(string value, int bits) => bits == 0 ? value : string.Create(CultureInfo.InvariantCulture, $"({value} << {bits})");

    private static string Plus(int offset) => offset == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" + {offset}");
}
