using LlsEdge.Host.Models;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class ModelFileTests
{
    [Fact]
    public void RoundTripKeepsEveryByteAndEveryPrediction()
    {
        Model model = TestModels.Build();
        var learner = new Learner(model);
        for (int i = 0; i < 20; i++)
        {
            learner.Train(TestModels.Frame(32, i), i % 2);
        }

        byte[] bytes = ModelFile.ToBytes(model);
        Model again = ModelFile.Parse(bytes, "test");
        ModelFile.ToBytes(again).ShouldBe(bytes);
        again.GetName().ShouldBe("tiny");
        again.GetClassName(1).ShouldBe("class1");
        again.Step.ShouldBe(20);
        var second = new Learner(again);
        for (int i = 0; i < 20; i++)
        {
            byte[] frame = TestModels.Frame(32, 100 + i);
            second.Train(frame, i % 2).ShouldBe(learner.Train(frame, i % 2));
        }

        ModelFile.ToBytes(again).ShouldBe(ModelFile.ToBytes(model));
    }

    [Fact]
    public void PiecesOfAnySizeAreAccepted()
    {
        byte[] bytes = ModelFile.ToBytes(TestModels.Build());
        foreach (int size in new[] { 1, 7, 64, 500 })
        {
            var reader = new ModelReader();
            for (int at = 0; at < bytes.Length; at += size)
            {
                reader.Status.ShouldBe(ModelStatus.Incomplete);
                reader.Accept(bytes, at, Math.Min(size, bytes.Length - at));
            }

            reader.Status.ShouldBe(ModelStatus.Complete);
            ModelFile.ToBytes(reader.Model).ShouldBe(bytes);
        }
    }

    [Fact]
    public void EveryTruncationIsIncomplete()
    {
        byte[] bytes = ModelFile.ToBytes(TestModels.Build());
        for (int length = 0; length < bytes.Length; length += length < 200 ? 1 : 37)
        {
            Should.Throw<ModelException>(() => ModelFile.Parse(bytes[..length], "cut.llsm")).Message.ShouldContain("truncated");
        }
    }

    [Fact]
    public void EveryFlippedBitIsFound()
    {
        byte[] bytes = ModelFile.ToBytes(TestModels.Build());
        var random = new Random(5);
        for (int n = 0; n < 2000; n++)
        {
            int at = n < 160 ? n : random.Next(bytes.Length);
            byte[] damaged = [.. bytes];
            damaged[at] ^= (byte)(1 << random.Next(8));
            var reader = new ModelReader();
            reader.Accept(damaged, 0, damaged.Length);
            reader.Model.ShouldBeNull($"byte {at}");
        }
    }

    [Fact]
    public void ForeignFileIsCalledForeign()
    {
        byte[] png = [0x89, .. "PNG\r\n"u8, .. new byte[100]];
        Should.Throw<ModelException>(() => ModelFile.Parse(png, "photo.png")).Message.ShouldContain("not an LlsEdge model");
    }

    [Fact]
    public void BytesAfterTheEndAreRefused()
    {
        byte[] bytes = [.. ModelFile.ToBytes(TestModels.Build()), 0];
        Should.Throw<ModelException>(() => ModelFile.Parse(bytes, "long.llsm")).Message.ShouldContain("after its end");
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(8, 0)]
    [InlineData(8, 300)]
    public void ShapesBeyondTheKernelsAreRefused(int channels, int kernel)
    {
        ModelDescription description = TestModels.Describe() with { Layers = [new LayerDescription { Channels = channels, Kernel = kernel, Pool = 1 }] };
        Should.Throw<ModelException>(() => ModelBuilder.Build(description, 1)).Message.ShouldContain("cannot be built");
    }
}
