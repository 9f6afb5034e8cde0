using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LlsEdge.Host.Data;
using LlsEdge.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Data;

public class ImageFileTests
{
    private static readonly byte[] s_two = [10, 200, 30, 40, 250, 60];

    [Fact]
    public void Png_round_trips_for_any_size_and_content()
    {
        Prop.ForAll(
            Gen.Choose(1, 40).SelectMany(w => Gen.Choose(1, 40).SelectMany(h => Gen.Choose(0, 255).ArrayOf(w * h).Select(v => (w, h, v)))).ToArbitrary(),
            c =>
            {
                GrayImage image = new(c.w, c.h, Array.ConvertAll(c.v, v => (byte)v));
                GrayImage read = ImageFile.Decode(PngWriter.Encode(image), "x.png");
                return read.Width == image.Width && read.Height == image.Height && read.Pixels.AsSpan().SequenceEqual(image.Pixels);
            }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_png_filter_is_undone(int filter)
    {
        // Filtered by hand, independently of the reader: two rows of three gray pixels.
        byte[] rows = filter switch
        {
            0 => [0, 10, 200, 30, 0, 40, 250, 60],
            1 => [1, 10, 190, 86, 1, 40, 210, 66],
            2 => [2, 10, 200, 30, 2, 30, 50, 30],
            3 => [3, 10, 195, 186, 3, 35, 130, 176],
            _ => [4, 10, 190, 86, 4, 30, 50, 30],
        };

        ImageFile.Decode(Png(3, 2, 8, 0, rows), "x").Pixels.ShouldBe(s_two);
    }

    [Fact]
    public void Png_colours_become_luma()
    {
        ImageFile.Decode(Png(1, 1, 8, 2, [0, 255, 0, 0]), "x").Pixels.ShouldBe(new byte[] { 77 });
        ImageFile.Decode(Png(1, 1, 8, 6, [0, 0, 0, 0, 0]), "x").Pixels.ShouldBe(new byte[] { 255 });
        ImageFile.Decode(Png(1, 1, 8, 4, [0, 100, 255]), "x").Pixels.ShouldBe(new byte[] { 100 });
        ImageFile.Decode(Png(1, 1, 16, 0, [0, 100, 7]), "x").Pixels.ShouldBe(new byte[] { 100 });
        ImageFile.Decode(Png(3, 1, 2, 3, [0, 0b10_00_01_00], [0, 0, 0, 50, 50, 50, 90, 90, 90]), "x").Pixels.ShouldBe(new byte[] { 90, 0, 50 });
        ImageFile.Decode(Png(4, 1, 1, 0, [0, 0b1010_0000]), "x").Pixels.ShouldBe(new byte[] { 255, 0, 255, 0 });
    }

    [Fact]
    public void Interlaced_png_is_refused_by_name()
    {
        Reason(Png(3, 2, 8, 0, [0], interlace: 1)).ShouldContain("Adam7");
    }

    [Fact]
    public void Pnm_in_text_and_binary_are_read()
    {
        ImageFile.Decode("P2\n# a comment\n3 2 255\n10 200 30\n40 250 60\n"u8.ToArray(), "x").Pixels.ShouldBe(s_two);
        ImageFile.Decode([.. "P5 3 2 255\n"u8, .. s_two], "x").Pixels.ShouldBe(s_two);
        ImageFile.Decode([.. "P6\n1 1\n255\n"u8, 0, 255, 0], "x").Pixels.ShouldBe(new byte[] { 149 });
        ImageFile.Decode("P2 2 1 15 15 3"u8.ToArray(), "x").Pixels.ShouldBe(new byte[] { 255, 51 });
        ImageFile.Decode([.. "P5 1 1 65535\n"u8, 0x80, 0x00], "x").Pixels.ShouldBe(new byte[] { 128 });
    }

    [Theory]
    [InlineData(24, false)]
    [InlineData(24, true)]
    [InlineData(32, false)]
    [InlineData(8, false)]
    public void Bmp_is_read(int bits, bool topDown)
    {
        ImageFile.Decode(Bmp(bits, topDown), "x").Pixels.ShouldBe(s_two);
    }

    [Fact]
    public void A_compressed_bmp_is_refused()
    {
        byte[] bmp = Bmp(8, false);
        bmp[30] = 1;
        Reason(bmp).ShouldContain("compression 1");
    }

    [Fact]
    public void Truncated_images_are_refused_at_every_length()
    {
        byte[][] files = [PngWriter.Encode(new GrayImage(3, 2, s_two)), Bmp(24, false), [.. "P5 3 2 255\n"u8, .. s_two]];
        foreach (byte[] file in files)
        {
            int needed = file[0] == 'B' ? file.Length - 3 : file.Length;
            for (int length = 0; length < needed; length++)
            {
                Should.Throw<DataException>(() => ImageFile.Decode(file[..length], "x"));
            }
        }
    }

    [Fact]
    public void Damaged_bytes_end_in_an_image_or_a_data_exception()
    {
        byte[][] files = [PngWriter.Encode(new GrayImage(3, 2, s_two)), Bmp(8, false), [.. "P6 1 2 255\n"u8, .. s_two], "P2 3 2 255 1 2 3 4 5 6"u8.ToArray()];
        int decoded = 0;
        int refused = 0;
        foreach (byte[] file in files)
        {
            for (int at = 0; at < file.Length; at++)
            {
                foreach (byte value in new byte[] { 0, 1, 0x7F, 0x80, 0xFF })
                {
                    byte[] damaged = [.. file];
                    damaged[at] = value;
                    try
                    {
                        ImageFile.Decode(damaged, "x");
                        decoded++;
                    }
                    catch (DataException)
                    {
                        refused++;
                    }
                }
            }
        }

        decoded.ShouldBeGreaterThan(100);
        refused.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void A_frame_of_the_same_size_stays_as_it_is()
    {
        byte[] pixels = [.. Enumerable.Range(0, 81).Select(i => (byte)(i * 3))];
        new GrayImage(9, 9, pixels).ToSquare(9).ShouldBe(pixels);
    }

    [Fact]
    public void Shrinking_averages_the_area_and_crops_the_centre()
    {
        // 6×2: the centre 2×2 holds 10, 20, 30, 40.
        new GrayImage(6, 2, [0, 0, 10, 20, 0, 0, 0, 0, 30, 40, 0, 0]).ToSquare(1).ShouldBe(new byte[] { 25 });
        new GrayImage(3, 3, [0, 90, 180, 0, 90, 180, 0, 90, 180]).ToSquare(2).ShouldBe(new byte[] { 30, 150, 30, 150 });
        new GrayImage(1, 1, [7]).ToSquare(3).ShouldBe(Enumerable.Repeat((byte)7, 9).ToArray());
    }

    private static string Reason(byte[] data) => Should.Throw<DataException>(() => ImageFile.Decode(data, "x")).Message;

    private static byte[] Png(int width, int height, byte depth, byte colour, byte[] rows, byte[]? palette = null, byte interlace = 0)
    {
        using MemoryStream png = new();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] header = [0, 0, 0, (byte)width, 0, 0, 0, (byte)height, depth, colour, 0, 0, interlace];
        Chunk(png, "IHDR", header);
        if (palette is not null)
        {
            Chunk(png, "PLTE", palette);
        }

        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(rows);
        }

        // Two pieces, as encoders do for large images.
        byte[] data = packed.ToArray();
        Chunk(png, "IDAT", data[..3]);
        Chunk(png, "IDAT", data[3..]);
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void Chunk(Stream png, string type, byte[] body)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. body];
        byte[] number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        png.Write(number);
        png.Write(typed);
        BinaryPrimitives.WriteInt32BigEndian(number, Crc32.Finish(Crc32.Update(Crc32.Start, typed, 0, typed.Length)));
        png.Write(number);
    }

    private static byte[] Bmp(int bits, bool topDown)
    {
        int palette = bits == 8 ? 1024 : 0;
        int stride = (3 * bits + 31) / 32 * 4;
        byte[] bmp = new byte[54 + palette + 2 * stride];
        bmp[0] = (byte)'B';
        bmp[1] = (byte)'M';
        void Int(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(at), value);
        Int(10, 54 + palette);
        Int(14, 40);
        Int(18, 3);
        Int(22, topDown ? -2 : 2);
        bmp[26] = 1;
        bmp[28] = (byte)bits;
        for (int i = 0; i < palette; i++)
        {
            // The palette is turned round, so that an index taken for a gray would show.
            bmp[54 + i] = (byte)(255 - i / 4);
        }

        for (int i = 0; i < 6; i++)
        {
            int row = topDown ? i / 3 : 1 - i / 3;
            int at = 54 + palette + row * stride + i % 3 * (bits / 8);
            byte value = bits == 8 ? (byte)(255 - s_two[i]) : s_two[i];
            Array.Fill(bmp, value, at, bits == 8 ? 1 : 3);
        }

        return bmp;
    }
}
