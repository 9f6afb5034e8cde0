using LlsEdge.Host.Models;
using LlsEdge.VirtualBoard;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

/// <summary>
/// The firmware's assembly on the virtual board and the same sources compiled into the host tools: the same frames, seed and model end with the same bytes.
/// </summary>
public class BitIdentityTests
{
    [Theory]
    [InlineData(2, 60, LocalRule.Lls, LocalBasis.Square, null)]
    [InlineData(10, 40, LocalRule.Lls, LocalBasis.Square, null)]
    [InlineData(2, 40, LocalRule.Lls, LocalBasis.Antipodal, null)]
    [InlineData(10, 20, LocalRule.LlsM, LocalBasis.Sine, null)]
    [InlineData(10, 20, LocalRule.LlsMxM, LocalBasis.Square, null)]
    [InlineData(3, 20, LocalRule.LlsMxM, LocalBasis.Random, 20)]
    public void BoardAndDeskEndWithTheSameModel(int classes, int steps, LocalRule rule, LocalBasis basis, int? rows)
    {
        byte[] start = ModelFile.ToBytes(TestModels.Build(TestModels.Describe(rule, basis, rows, 48, classes), 7));
        var desk = new Learner(ModelFile.Parse(start, "test"));
        using FirmwareImage image = FirmwareImage.Load(VirtualBoardOptions.DefaultFirmwarePath, new VirtualBoardOptions { HeapBytes = 200_000 });
        dynamic reader = image.Create("LlsEdge.Learning.ModelReader");
        reader.Accept(start, 0, start.Length);
        ((int)reader.Status).ShouldBe(ModelStatus.Complete);
        object model = reader.Model;
        dynamic board = image.Create("LlsEdge.Learning.Learner", model);
        for (int i = 0; i < steps; i++)
        {
            byte[] frame = i % 10 == 9 ? Extreme(48, i) : TestModels.Frame(48, i);
            ((int)board.Train(frame, i % classes)).ShouldBe(desk.Train(frame, i % classes));
            ((int)board.Saturations).ShouldBe(desk.Saturations);
            for (int l = 0; l < 3; l++)
            {
                ((int)board.GetLocalConfidence(l)).ShouldBe(desk.GetLocalConfidence(l));
            }
        }

        dynamic file = image.Create("LlsEdge.Learning.ModelImage", model);
        byte[] end = new byte[(int)file.Length];
        file.CopyTo(0, end, 0, end.Length);
        end.ShouldBe(ModelFile.ToBytes(desk.Model));
        end.ShouldNotBe(start);
    }

    [Fact]
    public void SameFramesCostTheSameInstructions()
    {
        long[] counts = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            byte[] start = ModelFile.ToBytes(TestModels.Build(frame: 48));
            using FirmwareImage image = FirmwareImage.Load(VirtualBoardOptions.DefaultFirmwarePath, new VirtualBoardOptions { HeapBytes = 200_000 });
            dynamic reader = image.Create("LlsEdge.Learning.ModelReader");
            reader.Accept(start, 0, start.Length);
            object model = reader.Model;
            dynamic board = image.Create("LlsEdge.Learning.Learner", model);
            long allocated = 0;
            for (int i = 0; i < 5; i++)
            {
                board.Train(TestModels.Frame(48, i), i % 2);
                allocated = i == 0 ? image.Heap.AllocatedBytes : allocated;
            }

            // A step allocates nothing.
            image.Heap.AllocatedBytes.ShouldBe(allocated);
            image.Meter.Phase("train").Calls.ShouldBe(5);
            return image.Meter.Phase("train").Total.Instructions;
        })];
        counts[0].ShouldBe(counts[1]);
        counts[0].ShouldBeGreaterThan(100_000);
    }

    private static byte[] Extreme(int size, int seed)
    {
        byte[] frame = new byte[size * size];
        for (int i = 0; i < frame.Length; i++)
        {
            frame[i] = (byte)((((i / size) + (i % size) + seed) & 1) * 255);
        }

        return frame;
    }
}
