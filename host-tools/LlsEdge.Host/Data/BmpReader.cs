using System.Buffers.Binary;

namespace LlsEdge.Host.Data;

/// <summary>Reads uncompressed BMP of 8 (palette), 24 or 32 bits a pixel.</summary>
internal static class BmpReader
{
    public static GrayImage Decode(byte[] data)
    {
        int offset = Int(data, 10);
        int header = Int(data, 14);
        if (header < 40)
        {
            throw new InvalidDataException("its header is of the oldest kind; save it as a Windows BMP or PNG");
        }

        int width = Int(data, 18);
        int height = Int(data, 22);
        int bits = BinaryPrimitives.ReadInt16LittleEndian(data.AsSpan(28));
        int compression = Int(data, 30);
        bool plainMasks = compression == 3 && bits == 32 && Int(data, 54) == 0xFF0000 && Int(data, 58) == 0xFF00 && Int(data, 62) == 0xFF;
        if (bits is not (8 or 24 or 32) || (compression != 0 && !plainMasks))
        {
            throw new InvalidDataException($"BMP of {bits} bits with compression {compression} is not read; save it with 24 bits, uncompressed");
        }

        ImageFile.CheckSize(width, Math.Abs((long)height));
        byte[] palette = bits == 8 ? Palette(data, 14 + header, Int(data, 46)) : [];
        bool topDown = height < 0;
        height = Math.Abs(height);
        int stride = (width * bits + 31) / 32 * 4;
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            int at = offset + (topDown ? y : height - 1 - y) * stride;
            for (int x = 0; x < width; x++, at += bits / 8)
            {
                pixels[y * width + x] = bits == 8 ? palette[data[at]] : GrayImage.Luma(data[at + 2], data[at + 1], data[at]);
            }
        }

        return new GrayImage(width, height, pixels);
    }

    private static byte[] Palette(byte[] data, int at, int count)
    {
        byte[] palette = new byte[count is < 1 or > 256 ? 256 : count];
        for (int i = 0; i < palette.Length; i++, at += 4)
        {
            palette[i] = GrayImage.Luma(data[at + 2], data[at + 1], data[at]);
        }

        return palette;
    }

    private static int Int(byte[] data, int at) => BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(at));
}
