using System.Globalization;
using System.Text;
using LlsEdge.Learning;

namespace LlsEdge.Host.Compile;

/// <summary>Writes the method that packs one row of pixels into words.</summary>
internal static class PixelPacking
{
    private const int Unrolled = 4;

    public static string Write(Model model, LaneLayout lanes)
    {
        int size = model.InputSize;
        int rows = size / lanes.RowBands;
        int columns = size / lanes.ColumnBands;
        int unrolled = columns % Unrolled == 0 ? Unrolled : 1;
        var words = new StringBuilder();
        for (int u = 0; u < unrolled; u++)
        {
            IEnumerable<string> pixels =
                from b in Enumerable.Range(0, lanes.ColumnBands)
                from a in Enumerable.Range(0, lanes.RowBands)
                let offset = (a * rows * size) + (b * columns) + u
                let shift = ((b * lanes.RowBands) + a) * lanes.Bits
                let code = $"codes[plane[at{Plus(offset)}]]"
                select shift == 0 ? code : string.Create(CultureInfo.InvariantCulture, $"({code} << {shift})");
            words.AppendLine(CultureInfo.InvariantCulture, $"            output[target{Plus(u)}] = {string.Join(" | ", pixels)};");
        }

        return $$"""
                [Kernel]
                public static void Pack(byte[] plane, int at, long[] codes, long[] output, int target)
                {
                    int end = at + {{columns}};
                    while (at != end)
                    {
            {{words}}            at += {{unrolled}};
                        target += {{unrolled}};
                    }
                }
            """;
    }

    private static string Plus(int offset) => offset == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" + {offset}");
}
