using LlsEdge.Host.Models;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class ModelFileTests
{
    [Fact]
    public void PackedStatisticsAreWrittenAsTheyWere()
    {
        Model model = TestModels.Build();
        model.Readout.Mean[0] = -5;
        model.Readout.InverseDeviation[1] = 1 << 16;
        byte[] bytes = ModelFile.ToBytes(model);
        model.Readout.Pack();
        model.Readout.Mean.ShouldBeNull();
        ModelFile.ToBytes(model).ShouldBe(bytes);
    }

    [Theory]
    [InlineData(LocalRule.Lls, LocalBasis.Square, null)]
    [InlineData(LocalRule.Lls, LocalBasis.Antipodal, null)]
    [InlineData(LocalRule.LlsM, LocalBasis.Sine, null)]
    [InlineData(LocalRule.LlsMxM, LocalBasis.Random, null)]
    [InlineData(LocalRule.LlsMxM, LocalBasis.Square, 20)]
    public void RoundTripKeepsEveryByteAndEveryPrediction(LocalRule rule, LocalBasis basis, int? rows)
    {
        Model model = TestModels.Build(TestModels.Describe(rule, basis, rows), 7);
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

    [Theory]
    [InlineData(LocalRule.Lls, LocalBasis.Square)]
    [InlineData(LocalRule.LlsMxM, LocalBasis.Sine)]
    public void EveryFlippedBitIsFound(LocalRule rule, LocalBasis basis)
    {
        byte[] bytes = ModelFile.ToBytes(TestModels.Build(TestModels.Describe(rule, basis), 7));
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
    public void FrozenLayersLeaveTheirModulationOutOfTheFile()
    {
        Model model = TestModels.Build(TestModels.Describe(LocalRule.LlsMxM, LocalBasis.Square), 7);
        int full = ModelFile.ToBytes(model).Length;
        model.Layers[0].Learns = false;
        byte[] bytes = ModelFile.ToBytes(model);
        bytes.Length.ShouldBe(full - model.Layers[0].Weights.Length - (2 * 2 * 2));
        Model again = ModelFile.Parse(bytes, "test");
        again.Layers[0].Modulation.ShouldBeNull();
        again.Layers[1].Modulation.Entries.ShouldBe(model.Layers[1].Modulation.Entries);
        ModelFile.ToBytes(again).ShouldBe(bytes);
    }

    [Fact]
    public void OlderVersionsAreRefusedByName()
    {
        byte[] bytes = ModelFile.ToBytes(TestModels.Build());
        bytes[4] = 2;
        Should.Throw<ModelException>(() => ModelFile.Parse(bytes, "old.llsm")).Message.ShouldContain("another format version than 3");
    }

    [Theory]
    [InlineData(35, 3)]
    [InlineData(38, 4)]
    [InlineData(38, LatentBasisKind.Antipodal)]
    [InlineData(39, 1)]
    [InlineData(39, 33)]
    [InlineData(52, 127)]
    [InlineData(53, 13)]
    [InlineData(54, 0)]
    [InlineData(54, 8)]
    [InlineData(55, 1)]
    [InlineData(55, 9)]
    [InlineData(56, 7)]
    [InlineData(56, 17)]
    public void RulesAndFormatsThatNoBoardKnowsAreRefused(int offset, byte value)
    {
        byte[] bytes = ModelFile.ToBytes(TestModels.Build(TestModels.Describe(LocalRule.LlsMxM, LocalBasis.Square, classes: 3), 7));
        bytes[offset] = value;
        var reader = new ModelReader();
        reader.Accept(bytes, 0, bytes.Length);
        reader.Status.ShouldBe(ModelStatus.BadHeader);
    }

    [Theory]
    [InlineData(LocalRule.LlsM, LocalBasis.Square, 2, 4, "only lls-mxm")]
    [InlineData(LocalRule.LlsMxM, LocalBasis.Square, 2, 33, "choose 2 to 32")]
    [InlineData(LocalRule.Lls, LocalBasis.Antipodal, 3, null, "two classes")]
    public void DescriptionsWithoutMeaningAreExplained(LocalRule rule, LocalBasis basis, int classes, int? rows, string expected)
    {
        ModelDescription description = TestModels.Describe(rule, basis, rows, classes: classes);
        Should.Throw<ModelException>(() => ModelBuilder.Build(description, 1)).Message.ShouldContain(expected);
    }

    [Fact]
    public void DescriptionNamesRuleAndBasisInThePapersWords()
    {
        ModelDescription description = TestModels.Describe(LocalRule.LlsMxM, LocalBasis.Antipodal);
        string json = description.ToJson();
        json.ShouldContain("\"rule\": \"lls-mxm\"");
        json.ShouldContain("\"basis\": \"antipodal\"");
        string path = Path.GetTempFileName();
        File.WriteAllText(path, json);
        ModelDescription.Load(path).ToJson().ShouldBe(json);
        File.Delete(path);
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
