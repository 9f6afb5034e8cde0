using System.Buffers.Binary;

namespace LlsEdge.Host.Data.Jpeg;

/// <summary>How a camera was held, as EXIF says it: 1 upright, 2 to 8 mirrored or turned.</summary>
internal static class ExifOrientation
{
    public const int Upright = 1;
    private const int Tag = 0x0112;

    /// <summary>Finds the orientation in a JPEG's head; upright where none, or a senseless one, is given.</summary>
    public static int Of(ReadOnlySpan<byte> jpeg)
    {
        int at = 2;
        while (at + 4 <= jpeg.Length && jpeg[at] == 0xFF)
        {
            int marker = jpeg[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (marker is 0xDA or 0xD9 || length < 2 || at + 2 + length > jpeg.Length)
            {
                break;
            }

            ReadOnlySpan<byte> body = jpeg.Slice(at + 4, length - 2);
            if (marker == 0xE1 && body.StartsWith("Exif\0\0"u8))
            {
                return OfTiff(body[6..]);
            }

            at += 2 + length;
        }

        return Upright;
    }

    /// <summary>Turns and mirrors an image upright.</summary>
    public static void Apply(int orientation, ReadOnlySpan<byte> from, int width, int height, Span<byte> to)
    {
        bool turned = orientation >= 5;
        int toWidth = turned ? height : width;
        int toHeight = turned ? width : height;
        for (int y = 0; y < toHeight; y++)
        {
            for (int x = 0; x < toWidth; x++)
            {
                (int fromX, int fromY) = orientation switch
                {
                    2 => (width - 1 - x, y),
                    3 => (width - 1 - x, height - 1 - y),
                    4 => (x, height - 1 - y),
                    5 => (y, x),
                    6 => (y, height - 1 - x),
                    7 => (width - 1 - y, height - 1 - x),
                    8 => (width - 1 - y, x),
                    _ => (x, y),
                };
                to[y * toWidth + x] = from[fromY * width + fromX];
            }
        }
    }

    /// <summary>An image turned and mirrored upright.</summary>
    public static GrayImage Apply(int orientation, GrayImage image)
    {
        if (orientation == Upright)
        {
            return image;
        }

        byte[] pixels = new byte[image.Pixels.Length];
        Apply(orientation, image.Pixels, image.Width, image.Height, pixels);
        return orientation >= 5 ? new GrayImage(image.Height, image.Width, pixels) : new GrayImage(image.Width, image.Height, pixels);
    }

    private static int OfTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
        {
            return Upright;
        }

        bool little = tiff[0] == 'I';
        long directory = Number(tiff, 4, 4, little);
        if (directory < 8 || directory + 2 > tiff.Length)
        {
            return Upright;
        }

        long entries = Number(tiff, (int)directory, 2, little);
        for (long at = directory + 2; entries > 0 && at + 12 <= tiff.Length; entries--, at += 12)
        {
            if (Number(tiff, (int)at, 2, little) == Tag)
            {
                long value = Number(tiff, (int)at + 8, 2, little);
                return value is >= 1 and <= 8 ? (int)value : Upright;
            }
        }

        return Upright;
    }

    private static long Number(ReadOnlySpan<byte> tiff, int at, int bytes, bool little)
    {
        ReadOnlySpan<byte> field = tiff.Slice(at, bytes);
        return (bytes, little) switch
        {
            (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(field),
            (2, false) => BinaryPrimitives.ReadUInt16BigEndian(field),
            (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(field),
            _ => BinaryPrimitives.ReadUInt32BigEndian(field),
        };
    }
}
