using LlsEdge.Host.Training;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class AugmentationTests
{
    private const int Size = 32;

    private static readonly AugmentationOptions s_still = AugmentationOptions.None;

    [Fact]
    public void NothingLeavesTheFrameAsItIs()
    {
        byte[] frame = TestModels.Frame(Size, 1);

        Draw(s_still, frame, 5).ShouldBe(frame);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void TheSameChanceGivesTheSameCopy(int kind)
    {
        AugmentationOptions options = kind == 0 ? new AugmentationOptions() : AugmentationOptions.OtherCameras with { Cutout = 0.4 };
        byte[] frame = TestModels.Frame(Size, 2);

        Draw(options, frame, 9).ShouldBe(Draw(options, frame, 9));
        Draw(options, frame, 9).ShouldNotBe(Draw(options, frame, 10));
    }

    [Fact]
    public void NoStrengthLeavesTheRangeOrWrapsAround()
    {
        byte[] black = new byte[Size * Size];
        byte[] white = [.. Enumerable.Repeat((byte)255, Size * Size)];
        AugmentationOptions view = AugmentationOptions.OtherCameras with { Darkness = 0, Vignetting = 0, Noise = 20 };
        for (int seed = 0; seed < 50; seed++)
        {
            // A value that wrapped around would end at the other end of the range.
            ((int)Draw(view, black, seed).Max()).ShouldBeLessThan(80);
            ((int)Draw(view, white, seed).Min()).ShouldBeGreaterThan(175);
        }
    }

    [Fact]
    public void BlurKeepsTheMeanAndTakesDetail()
    {
        byte[] frame = TestModels.Frame(Size, 3);
        byte[][] copies = [.. Enumerable.Range(0, 20).Select(seed => Draw(s_still with { Blur = 1.5 }, frame, seed))];

        foreach (byte[] copy in copies)
        {
            copy.Average(v => (double)v).ShouldBe(frame.Average(v => (double)v), 1);
            Detail(copy).ShouldBeLessThanOrEqualTo(Detail(frame));
        }

        copies.Count(c => c.SequenceEqual(frame)).ShouldBeInRange(4, 16);
        copies.Min(Detail).ShouldBeLessThan(0.7 * Detail(frame));
    }

    [Fact]
    public void DarknessTakesLightEverywhereAndVignettingInTheCorners()
    {
        byte[] gray = [.. Enumerable.Repeat((byte)200, Size * Size)];
        for (int seed = 0; seed < 20; seed++)
        {
            byte[] dark = Draw(s_still with { Darkness = 0.5 }, gray, seed);
            dark.Distinct().Count().ShouldBe(1);
            ((int)dark[0]).ShouldBeInRange(100, 200);

            byte[] vignetted = Draw(s_still with { Vignetting = 0.5 }, gray, seed);
            ((int)vignetted[(Size / 2 * Size) + (Size / 2)]).ShouldBeInRange(199, 200);
            ((int)vignetted[0]).ShouldBeInRange(99, 200);
            vignetted[0].ShouldBe(vignetted.Min());
        }
    }

    [Fact]
    public void GammaKeepsTheOrderOfGrays()
    {
        byte[] ramp = [.. Enumerable.Range(0, Size * Size).Select(i => (byte)(i / 4))];
        for (int seed = 0; seed < 20; seed++)
        {
            byte[] copy = Draw(s_still with { Gamma = 0.5 }, ramp, seed);
            copy.ShouldBe(copy.Order());
        }
    }

    [Fact]
    public void NoiseHasTheStatedDeviationAtMost()
    {
        byte[] gray = [.. Enumerable.Repeat((byte)128, Size * Size)];
        double[] deviations = [.. Enumerable.Range(0, 40).Select(seed => Deviation(Draw(s_still with { Noise = 10 }, gray, seed)))];

        deviations.Max().ShouldBeInRange(8, 10.7);
        deviations.Average().ShouldBeInRange(3.5, 6.5);
    }

    private static byte[] Draw(AugmentationOptions options, byte[] frame, int seed)
    {
        byte[] copy = new byte[frame.Length];
        new Augmentation(Size, options).Apply(frame, copy, new Random(seed));
        return copy;
    }

    private static double Detail(byte[] frame) => Enumerable.Range(0, frame.Length - 1).Average(i => Math.Abs(frame[i + 1] - (double)frame[i]));

    private static double Deviation(byte[] frame)
    {
        double mean = frame.Average(v => (double)v);
        return Math.Sqrt(frame.Average(v => (v - mean) * (v - mean)));
    }
}
