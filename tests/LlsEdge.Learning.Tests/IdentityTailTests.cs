using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class IdentityTailTests
{
    private const int Frame = 32;

    private static readonly LayerDescription s_tail = new()
    {
        Channels = 16,
        Kernel = 1,
        Stride = 1,
        Padding = 0,
        Pool = 2,
        SignalExponent = 13,
        FactoryRate = 0,
        BoardRate = 0.002,
        Copies = true,
    };

    [Theory]
    [InlineData(LocalRule.Lls)]
    [InlineData(LocalRule.LlsM)]
    [InlineData(LocalRule.LlsMxM)]
    public void AModelWithATailAnswersAsBeforeUntilItLearns(LocalRule rule)
    {
        Model plain = TestModels.Build(TestModels.Describe(rule, LocalBasis.Square), 7);
        Model longer = IdentityTail.Append(TestModels.Build(TestModels.Describe(rule, LocalBasis.Square), 7), s_tail, 0.002);
        var before = new Learner(plain);
        var after = new Learner(longer);
        for (int i = 0; i < 20; i++)
        {
            byte[] frame = TestModels.Frame(Frame, i);
            after.Predict(frame).ShouldBe(before.Predict(frame));
            longer.Readout.Features.ShouldBe(plain.Readout.Features);
        }

        sbyte[] copy = [.. longer.Layers[^1].Weights];
        for (int i = 0; i < 40; i++)
        {
            after.Train(TestModels.Frame(Frame, i), i % 2);
        }

        longer.Layers[^1].Weights.ShouldNotBe(copy);
    }

    [Fact]
    public void ATailOfFinerStepsAnswersAsBeforeToo()
    {
        ModelDescription description = TestModels.Describe();
        description = description with { Layers = [.. description.Layers.Select(l => l with { ActivationBits = 4, ActivationExponent = 2 })] };
        Model plain = TestModels.Build(description, 7);
        Model coarse = TestModels.Build(description, 7);
        for (int j = 0; j < plain.Readout.FeatureCount; j++)
        {
            // What three bits less keep.
            plain.Readout.InverseDeviation[j] &= ~7;
            coarse.Readout.InverseDeviation[j] &= ~7;
        }

        Model longer = IdentityTail.Append(coarse, s_tail with { ActivationExponent = 5 }, 0.002);
        var before = new Learner(plain);
        var after = new Learner(longer);
        for (int i = 0; i < 20; i++)
        {
            byte[] frame = TestModels.Frame(Frame, i);
            after.Predict(frame).ShouldBe(before.Predict(frame));
            longer.Readout.Features.ShouldBe(plain.Readout.Features);
        }
    }

    [Fact]
    public void FactoryTrainingTrainsWithoutTheTailAndAppendsIt()
    {
        ModelDescription plain = TestModels.Describe();
        ModelDescription longer = plain with
        {
            Layers = [.. plain.Layers, s_tail],
            Readout = plain.Readout with { Taps = [new TapDescription(1, 2), new TapDescription(3, 1)] },
        };
        var random = new Random(3);
        byte[][] frames = [.. Enumerable.Range(0, 32).Select(i => TestModels.Frame(Frame, i))];
        var set = new ImageSet(Frame, frames, [.. frames.Select(_ => (byte)random.Next(2))], ["a", "b"]);
        var options = new FactoryOptions { Epochs = 1, BoardEpochs = 1, Batch = 16 };

        Model trained = new FactoryTrainer(longer, set, options).Train(cancellation: TestContext.Current.CancellationToken);

        Model expected = new FactoryTrainer(plain, set, options).Train(cancellation: TestContext.Current.CancellationToken);
        ModelFile.ToBytes(trained).ShouldBe(ModelFile.ToBytes(IdentityTail.Append(expected, s_tail, s_tail.BoardRate)));
        trained.Readout.Taps.Select(tap => tap.Layer).ShouldBe([1, 3]);
        trained.Layers[3].Learns.ShouldBeTrue();
    }

    [Fact]
    public void ADescribedModelIsBuiltWithItsTail()
    {
        ModelDescription plain = TestModels.Describe();

        Model model = ModelBuilder.Build(plain with { Layers = [.. plain.Layers, s_tail] }, 1);

        model.Layers[3].Weights.Count(w => w != 0).ShouldBe(16);
        model.Layers[3].Learns.ShouldBeFalse();
    }

    [Fact]
    public void ALayerThatCannotCopyIsRefused()
    {
        ModelDescription plain = TestModels.Describe();
        foreach (LayerDescription wrong in (LayerDescription[])[
            s_tail with { Channels = 12 }, s_tail with { Kernel = 3, Padding = 1 }, s_tail with { Stride = 2 }, s_tail with { ActivationExponent = 4 }, s_tail with { WeightBits = 4 }])
        {
            Should.Throw<ModelException>(() => ModelBuilder.Build(plain with { Layers = [.. plain.Layers, wrong] }, 1)).Message.ShouldContain("copy");
        }

        Should.Throw<ModelException>(() => ModelBuilder.Build(plain with { Layers = [s_tail with { Channels = 8 }, .. plain.Layers] }, 1))
            .Message.ShouldContain("only the last");
        Should.Throw<ModelException>(() => ModelBuilder.Build(plain with { Layers = [.. plain.Layers, s_tail with { Pool = 5 }] }, 1)).Message.ShouldContain("pool grid");
    }
}
