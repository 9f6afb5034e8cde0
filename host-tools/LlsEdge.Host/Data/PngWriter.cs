using System.Buffers.Binary;
using System.IO.Compression;
using LlsEdge.Learning;

namespace LlsEdge.Host.Data;

/// <summary>Writes 8-bit gray PNG.</summary>
public static class PngWriter
{
    /// <summary>Encodes an image.</summary>
    public static byte[] Encode(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using MemoryStream png = new();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
        header[8] = 8;
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "IDAT"u8, Pack(image));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>Encodes a square frame.</summary>
    public static byte[] Encode(byte[] frame, int size) => Encode(new GrayImage(size, size, frame));

    private static byte[] Pack(GrayImage image)
    {
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.Optimal))
        {
            for (int y = 0; y < image.Height; y++)
            {
                stream.WriteByte(0);
                stream.Write(image.Pixels, y * image.Width, image.Width);
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, byte[] body)
    {
        byte[] typed = [.. type, .. body];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        stream.Write(number);
        stream.Write(typed);
        BinaryPrimitives.WriteInt32BigEndian(number, Crc32.Finish(Crc32.Update(Crc32.Start, typed, 0, typed.Length)));
        stream.Write(number);
    }
}
