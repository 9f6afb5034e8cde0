namespace LlsEdge.Host.Data;

/// <summary>One 8-bit gray image of any size, row-major.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Width × Height bytes.</param>
public sealed record GrayImage(int Width, int Height, byte[] Pixels)
{
    /// <summary>More pixels than this are taken for a damaged header.</summary>
    public const long MaxPixels = 100_000_000;

    /// <summary>The largest centred square, box-filtered to <paramref name="size"/>×<paramref name="size"/>; exact integer arithmetic.</summary>
    public byte[] ToSquare(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        int side = Math.Min(Width, Height);
        int left = (Width - side) / 2;
        int top = (Height - side) / 2;

        // In units of 1/size source pixel: source pixel j covers [j·size, (j+1)·size), target pixel i covers [i·side, (i+1)·side).
        long[] sums = new long[size * size];
        int[] row = new int[size];
        for (int y = 0; y < side; y++)
        {
            Array.Clear(row);
            int start = (top + y) * Width + left;
            for (int x = 0; x < side; x++)
            {
                int value = Pixels[start + x];
                for (int to = x * size / side; to < size && to * side < (x + 1) * size; to++)
                {
                    row[to] += value * Overlap(x, to, side, size);
                }
            }

            for (int to = y * size / side; to < size && to * side < (y + 1) * size; to++)
            {
                int weight = Overlap(y, to, side, size);
                for (int x = 0; x < size; x++)
                {
                    sums[to * size + x] += (long)row[x] * weight;
                }
            }
        }

        long area = (long)side * side;
        return Array.ConvertAll(sums, sum => (byte)((sum + area / 2) / area));
    }

    internal static byte Luma(int red, int green, int blue) => (byte)((77 * red + 150 * green + 29 * blue + 128) >> 8);

    private static int Overlap(int from, int to, int side, int size) => Math.Min((from + 1) * size, (to + 1) * side) - Math.Max(from * size, to * side);
}
