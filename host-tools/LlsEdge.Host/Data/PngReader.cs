using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using LlsEdge.Learning;

namespace LlsEdge.Host.Data;

/// <summary>Reads PNG as gray: every colour type and depth, not interlaced. What is transparent is seen on white.</summary>
internal static class PngReader
{
    private const int Gray = 0;
    private const int Rgb = 2;
    private const int Palette = 3;
    private const int GrayAlpha = 4;
    private const int Rgba = 6;

    public static GrayImage Decode(byte[] data)
    {
        int at = 8;
        ReadOnlySpan<byte> header = Chunk(data, ref at, out string type);
        if (type != "IHDR" || header.Length != 13)
        {
            throw new InvalidDataException("its header is missing");
        }

        long width = BinaryPrimitives.ReadUInt32BigEndian(header);
        long height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        int depth = header[8];
        int colour = header[9];
        ImageFile.CheckSize(width, height);
        if (header[12] != 0)
        {
            throw new InvalidDataException("interlaced PNG (Adam7) is not read; save it without interlacing");
        }

        bool known = (colour, depth) is (Gray, 1 or 2 or 4 or 8 or 16) or (Palette, 1 or 2 or 4 or 8) or (Rgb or GrayAlpha or Rgba, 8 or 16);
        if (!known)
        {
            throw new InvalidDataException($"colour type {colour} with {depth} bits does not exist in PNG");
        }

        byte[] palette = [];
        byte[] alpha = [];
        using MemoryStream packed = new();
        while (type != "IEND")
        {
            ReadOnlySpan<byte> chunk = Chunk(data, ref at, out type);
            switch (type)
            {
                case "PLTE":
                    palette = chunk.ToArray();
                    break;
                case "tRNS" when colour == Palette:
                    alpha = chunk.ToArray();
                    break;
                case "IDAT":
                    packed.Write(chunk);
                    break;
            }
        }

        packed.Position = 0;
        return Unpack(packed, (int)width, (int)height, depth, colour, PaletteGrays(palette, alpha));
    }

    private static GrayImage Unpack(Stream packed, int width, int height, int depth, int colour, byte[] palette)
    {
        int channels = colour switch { Rgb => 3, GrayAlpha => 2, Rgba => 4, _ => 1 };
        int bytesPerPixel = Math.Max(1, channels * depth / 8);
        int stride = (width * channels * depth + 7) / 8;
        byte[] line = new byte[stride];
        byte[] previous = new byte[stride];
        byte[] samples = new byte[width * channels];
        byte[] pixels = new byte[width * height];
        using ZLibStream stream = new(packed, CompressionMode.Decompress);
        for (int y = 0; y < height; y++)
        {
            int filter = stream.ReadByte();
            stream.ReadExactly(line);
            Unfilter(filter, line, previous, bytesPerPixel);
            ReadSamples(line, samples, depth, colour == Palette);
            for (int x = 0; x < width; x++)
            {
                int s = x * channels;
                pixels[y * width + x] = colour switch
                {
                    Gray => samples[s],
                    Palette => palette[samples[s]],
                    GrayAlpha => OnWhite(samples[s], samples[s + 1]),
                    Rgb => GrayImage.Luma(samples[s], samples[s + 1], samples[s + 2]),
                    _ => OnWhite(GrayImage.Luma(samples[s], samples[s + 1], samples[s + 2]), samples[s + 3]),
                };
            }

            (line, previous) = (previous, line);
        }

        return new GrayImage(width, height, pixels);
    }

    private static void ReadSamples(byte[] line, byte[] samples, int depth, bool indices)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = depth switch
            {
                8 => line[i],
                16 => line[2 * i],
                _ => Small(line, i, depth, indices),
            };
        }
    }

    private static byte Small(byte[] line, int index, int depth, bool indices)
    {
        int max = (1 << depth) - 1;
        int bit = index * depth;
        int value = (line[bit / 8] >> (8 - depth - bit % 8)) & max;
        return (byte)(indices ? value : value * 255 / max);
    }

    private static void Unfilter(int filter, byte[] line, byte[] previous, int step)
    {
        if (filter is < 0 or > 4)
        {
            throw new InvalidDataException("its pixel data is damaged");
        }

        for (int i = 0; i < line.Length; i++)
        {
            int left = i >= step ? line[i - step] : 0;
            int up = previous[i];
            int corner = i >= step ? previous[i - step] : 0;
            line[i] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                _ => Paeth(left, up, corner),
            });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        int toLeft = Math.Abs(up - corner);
        int toUp = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + up - 2 * corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static byte[] PaletteGrays(byte[] palette, byte[] alpha)
    {
        byte[] grays = new byte[palette.Length / 3];
        for (int i = 0; i < grays.Length; i++)
        {
            byte luma = GrayImage.Luma(palette[3 * i], palette[3 * i + 1], palette[3 * i + 2]);
            grays[i] = i < alpha.Length ? OnWhite(luma, alpha[i]) : luma;
        }

        return grays;
    }

    private static byte OnWhite(int gray, int alpha) => (byte)((gray * alpha + 255 * (255 - alpha) + 127) / 255);

    private static ReadOnlySpan<byte> Chunk(byte[] data, ref int at, out string type)
    {
        if (at + 12 > data.Length)
        {
            throw new EndOfStreamException();
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at));
        if (length > data.Length - at - 12)
        {
            throw new EndOfStreamException();
        }

        ReadOnlySpan<byte> body = data.AsSpan(at + 4, (int)length + 4);
        int checksum = Crc32.Finish(Crc32.Update(Crc32.Start, data, at + 4, body.Length));
        if (checksum != BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(at + 8 + (int)length)))
        {
            throw new InvalidDataException("a checksum in it is wrong; copy it again");
        }

        type = Encoding.ASCII.GetString(body[..4]);
        at += 12 + (int)length;
        return body[4..];
    }
}
