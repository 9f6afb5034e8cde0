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
        byte[] frame = new byte[size * size];
        BoxFilter.ToSquare(Pixels, Width, Height, FrameFit.Crop, frame, size);
        return frame;
    }

    internal static byte Luma(int red, int green, int blue) => (byte)((77 * red + 150 * green + 29 * blue + 128) >> 8);
}
