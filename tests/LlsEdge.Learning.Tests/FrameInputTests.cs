using LlsEdge.Vision;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class FrameInputTests
{
    [Theory]
    [InlineData(96, 2, 4)]
    [InlineData(28, 1, 5)]
    [InlineData(96, 3, 4)]
    public void EqualsStandardisationWithinOneStep(int frameSize, int factor, int exponent)
    {
        byte[] frame = TestModels.Frame(frameSize, 3);
        int size = frameSize / factor;
        var input = new ActivationMap(1, size, 1);
        new FrameInput(frameSize, factor, exponent).Fill(frame, input);

        double[] boxes = new double[size * size];
        for (int i = 0; i < boxes.Length; i++)
        {
            double sum = 0;
            for (int n = 0; n < factor * factor; n++)
            {
                sum += frame[(((i / size * factor) + (n / factor)) * frameSize) + (i % size * factor) + (n % factor)];
            }

            boxes[i] = Math.Floor(sum / (factor * factor));
        }

        double mean = boxes.Average();
        double deviation = Math.Sqrt(boxes.Average(b => Math.Pow(b - mean, 2)));
        double[] actual = TestModels.Plain(input);
        for (int i = 0; i < boxes.Length; i++)
        {
            double expected = Math.Clamp((boxes[i] - mean) / (deviation + (0.04 * 255)) * Math.Pow(2, exponent), -127, 127);
            actual[i].ShouldBe(expected, 1.0);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(77)]
    public void FlatFrameIsAllZeros(byte level)
    {
        byte[] frame = new byte[96 * 96];
        Array.Fill(frame, level);
        var input = new ActivationMap(1, 48, 1);
        new FrameInput(96, 2, 4).Fill(frame, input);
        TestModels.Plain(input).ShouldAllBe(v => v == 0);
    }

    [Fact]
    public void HarshestFrameStaysInRange()
    {
        byte[] frame = new byte[96 * 96];
        frame[95] = 255;
        var input = new ActivationMap(1, 48, 1);
        new FrameInput(96, 2, 5).Fill(frame, input);
        TestModels.Plain(input).ShouldAllBe(v => v >= -127 && v <= 127);
        TestModels.Plain(input).Max().ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData(96, 2, 16)]
    [InlineData(96, 1, 32)]
    [InlineData(28, 1, 16)]
    [InlineData(96, 3, 12)]
    [InlineData(30, 2, 8)]
    public void LanesEqualTheOrdinaryInputBitForBit(int frameSize, int factor, int bandRows)
    {
        int size = frameSize / factor;
        LaneMap lanes = Lanes(size, bandRows);
        var preparation = new FrameLanes(frameSize, factor, 4);
        foreach (byte[] frame in new[] { TestModels.Frame(frameSize, 1), new byte[frameSize * frameSize], Harsh(frameSize) })
        {
            preparation.Fill(frame, lanes);
            var input = new ActivationMap(1, size, 1);
            new FrameInput(frameSize, factor, 4).Fill(frame, input);
            LaneMap expected = Lanes(size, bandRows);
            expected.Pack(input);
            lanes.Values.ShouldBe(expected.Values);
        }
    }

    private static LaneMap Lanes(int size, int bandRows)
    {
        var lanes = new LaneMap(1, size, bandRows, 1, 0, LaneMap.InputOffset);
        lanes.Attach(new long[lanes.Length], 0);
        lanes.Open();
        return lanes;
    }

    private static byte[] Harsh(int size)
    {
        byte[] frame = new byte[size * size];
        frame[size - 1] = 255;
        return frame;
    }
}
