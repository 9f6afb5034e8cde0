using LlsEdge.Host.Data;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Data;

public class JpegTests
{
    // Four flat quarters: 40 and 200 above, 120 and 240 below.
    private const int Side = 64;

    [Fact]
    public void A_gray_file_has_the_pixels_that_were_encoded()
    {
        byte[] pixels = Quarters(Side, Side);

        GrayImage read = ImageFile.Decode(JpegEncoder.Encode(pixels, Side, Side, quality: 100), "x.jpg");

        (read.Width, read.Height).ShouldBe((Side, Side));
        Difference(read.Pixels, pixels).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Colours_become_luma()
    {
        byte[] red = new byte[3 * 16 * 16];
        for (int i = 0; i < red.Length; i += 3)
        {
            red[i] = 255;
        }

        ImageFile.Decode(JpegEncoder.Encode(red, 16, 16, JpegEncoder.Rgb, 100), "x.jpg").Pixels.ShouldAllBe(p => Math.Abs(p - 76) <= 1);
    }

    [Fact]
    public void Four_inks_become_gray()
    {
        // Adobe's way: 255 is no ink. No cyan, no magenta, no yellow, half black.
        byte[] inks = new byte[4 * 16 * 16];
        for (int i = 0; i < inks.Length; i += 4)
        {
            (inks[i], inks[i + 1], inks[i + 2], inks[i + 3]) = (255, 255, 255, 128);
        }

        ImageFile.Decode(JpegEncoder.Encode(inks, 16, 16, JpegEncoder.Cmyk, 100), "x.jpg").Pixels.ShouldAllBe(p => Math.Abs(p - 128) <= 2);
    }

    [Fact]
    public void A_large_file_is_shrunk_while_decoded_and_looks_as_if_afterwards()
    {
        // 800 of 640 × 8 / 8: the smallest scale that covers 96 is two eighths.
        using TempFolder folder = new();
        byte[] pixels = Smooth(800, 640);
        byte[] file = JpegEncoder.Encode(pixels, 800, 640);
        File.WriteAllBytes(folder["a.jpg"], file);
        byte[] frame = new byte[96 * 96];
        using FrameDecoder decoder = new(96, FrameFit.Crop);

        decoder.Read(folder["a.jpg"], frame);

        byte[] whole = new GrayImage(800, 640, pixels).ToSquare(96);
        Difference(frame, whole).ShouldBeLessThanOrEqualTo(4);
        using LlsEdge.Host.Data.Jpeg.JpegDecoder scaled = new();
        scaled.Decode(file, 96, longSide: false);
        (scaled.Width, scaled.Height).ShouldBe((200, 160));
        scaled.Decode(file, 96, longSide: true);
        (scaled.Width, scaled.Height).ShouldBe((100, 80));
    }

    [Theory]
    [InlineData(1, 40, 200, 120, 240)]
    [InlineData(2, 200, 40, 240, 120)]
    [InlineData(3, 240, 120, 200, 40)]
    [InlineData(4, 120, 240, 40, 200)]
    [InlineData(5, 40, 120, 200, 240)]
    [InlineData(6, 120, 40, 240, 200)]
    [InlineData(7, 240, 200, 120, 40)]
    [InlineData(8, 200, 240, 40, 120)]
    public void The_camera_may_have_been_held_in_eight_ways(byte orientation, byte a, byte b, byte c, byte d)
    {
        using TempFolder folder = new();
        byte[] file = JpegEncoder.Encode(Quarters(96, 48), 96, 48, quality: 100, orientation: orientation);
        File.WriteAllBytes(folder["a.jpg"], file);

        GrayImage whole = ImageFile.Decode(file, "a.jpg");

        (whole.Width, whole.Height).ShouldBe(orientation >= 5 ? (48, 96) : (96, 48));
        Corners(whole.Pixels, whole.Width, whole.Height).ShouldBe([a, b, c, d]);
        foreach (FrameFit fit in Enum.GetValues<FrameFit>())
        {
            byte[] frame = new byte[32 * 32];
            using FrameDecoder decoder = new(32, fit);
            decoder.Read(folder["a.jpg"], frame);
            byte[] expected = new byte[32 * 32];
            BoxFilter.ToSquare(whole.Pixels, whole.Width, whole.Height, fit, expected, 32);
            Difference(frame, expected).ShouldBeLessThanOrEqualTo(2, fit.ToString());
        }
    }

    [Fact]
    public void A_cut_off_file_is_refused_wherever_it_is_cut()
    {
        byte[] file = JpegEncoder.Encode(Noise(64, 64), 64, 64);
        for (int length = 2; length < file.Length - 2; length += 97)
        {
            Should.Throw<DataException>(() => ImageFile.Decode(file[..length], "x.jpg")).Message.ShouldContain("damaged or cut off");
        }
    }

    [Fact]
    public void Damaged_bytes_end_in_an_image_or_a_data_exception()
    {
        byte[] file = JpegEncoder.Encode(Noise(32, 32), 32, 32, orientation: 6);
        int decoded = 0;
        int refused = 0;
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

        decoded.ShouldBeGreaterThan(100);
        refused.ShouldBeGreaterThan(100);
    }

    internal static byte[] Noise(int width, int height, int seed = 1)
    {
        byte[] pixels = new byte[width * height];
        new Random(seed).NextBytes(pixels);
        return pixels;
    }

    private static byte[] Quarters(int width, int height)
    {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (i / width < height / 2, i % width < width / 2) switch { (true, true) => 40, (true, false) => 200, (false, true) => 120, _ => 240 };
        }

        return pixels;
    }

    private static byte[] Smooth(int width, int height)
    {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(128 + 100 * Math.Sin(i % width / 60.0) * Math.Cos(i / width / 80.0));
        }

        return pixels;
    }

    private static byte[] Corners(byte[] pixels, int width, int height)
    {
        return [.. new[] { (0, 0), (1, 0), (0, 1), (1, 1) }.Select(c => Near(pixels[(c.Item2 * (height - 9) + 4) * width + c.Item1 * (width - 9) + 4]))];

        static byte Near(byte value) => new byte[] { 40, 120, 200, 240 }.MinBy(level => Math.Abs(level - value));
    }

    private static int Difference(byte[] a, byte[] b) => a.Zip(b).Max(pair => Math.Abs(pair.First - pair.Second));
}
