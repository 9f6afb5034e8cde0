using FsCheck;
using FsCheck.Fluent;
using LlsEdge.Host.Data;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Data;

public class BoxFilterTests
{
    [Fact]
    public void Every_pixel_is_the_mean_of_the_area_that_it_covers()
    {
        Prop.ForAll(
            Gen.Choose(1, 30).SelectMany(w => Gen.Choose(1, 30).SelectMany(h => Gen.Choose(1, 12).SelectMany(to => Gen.Choose(0, 9999).Select(seed => (w, h, to, seed)))))
                .ToArbitrary(),
            c =>
            {
                byte[] from = JpegTests.Noise(c.w, c.h, c.seed);
                byte[] to = new byte[c.to * c.to];
                BoxFilter.ToSquare(from, c.w, c.h, FrameFit.Stretch, to, c.to);
                return Enumerable.Range(0, to.Length).All(i => Math.Abs(to[i] - Mean(from, c.w, c.h, c.to, i % c.to, i / c.to)) <= 0.5 + 1e-9);
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_padded_frame_holds_the_whole_image_between_black_bars()
    {
        byte[] frame = new byte[16];
        BoxFilter.ToSquare([10, 20, 30, 40, 50, 60, 70, 80], 4, 2, FrameFit.Pad, frame, 4);
        frame.ShouldBe(new byte[] { 0, 0, 0, 0, 10, 20, 30, 40, 50, 60, 70, 80, 0, 0, 0, 0 });
        BoxFilter.ToSquare([10, 20, 30, 40, 50, 60, 70, 80], 2, 4, FrameFit.Pad, frame, 4);
        frame.ShouldBe(new byte[] { 0, 10, 20, 0, 0, 30, 40, 0, 0, 50, 60, 0, 0, 70, 80, 0 });
    }

    private static double Mean(byte[] from, int width, int height, int size, int toX, int toY)
    {
        double sum = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                sum += from[y * width + x] * Overlap(x, toX, width, size) * Overlap(y, toY, height, size);
            }
        }

        return sum / ((double)width / size * height / size);
    }

    private static double Overlap(int from, int to, int side, int size) =>
        Math.Max(0, Math.Min(from + 1.0, (to + 1.0) * side / size) - Math.Max(from, (double)to * side / size));
}
