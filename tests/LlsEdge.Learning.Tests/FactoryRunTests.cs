using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;
using LlsEdge.Host.Training.Factory;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

/// <summary>Factory trainings as runs: phases, curves, early stop, checkpoints.</summary>
public sealed class FactoryRunTests : IDisposable
{
    private static readonly FactoryOptions s_options = new() { Epochs = 3, BoardEpochs = 2, Batch = 32, Augmentation = AugmentationOptions.None };

    private readonly string _checkpoint = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".checkpoint");

    public void Dispose() => File.Delete(_checkpoint);

    [Theory]
    [InlineData(FactoryRule.BackPropagation, FactoryArithmetic.Floats, LocalRule.Lls)]
    [InlineData(FactoryRule.Lls, FactoryArithmetic.Floats, LocalRule.LlsMxM)]
    [InlineData(FactoryRule.Lls, FactoryArithmetic.Board, LocalRule.LlsM)]
    public void ATrainingBrokenOffAfterAnyEpochEndsWithTheSameModel(FactoryRule rule, FactoryArithmetic arithmetic, LocalRule local)
    {
        ImageSet set = TestSets.Stripes(96);
        ModelDescription description = TestModels.Describe() with { Rule = local };
        FactoryOptions options = s_options with
        {
            Rule = rule,
            Arithmetic = arithmetic,
            CoarseEpochs = rule == FactoryRule.BackPropagation ? 2 : 0,
            Validation = TestSets.Stripes(32),
            Patience = 10,
        };
        var whole = new FactoryTrainer(description, set, options);
        byte[] expected = ModelFile.ToBytes(whole.Train(cancellation: TestContext.Current.CancellationToken));
        for (int stop = 1; stop < whole.Curve.Count; stop++)
        {
            using var cancellation = new CancellationTokenSource();
            int epochs = 0;
            var first = new FactoryTrainer(description, set, options, _checkpoint);
            Should.Throw<OperationCanceledException>(() => first.Train(
                epochDone: _ =>
                {
                    if (++epochs == stop)
                    {
                        cancellation.Cancel();
                    }
                },
                cancellation: cancellation.Token));

            var second = new FactoryTrainer(description, set, options, _checkpoint);
            byte[] bytes = ModelFile.ToBytes(second.Train(cancellation: TestContext.Current.CancellationToken));

            second.Resumed.ShouldBe(stop);
            bytes.ShouldBe(expected, $"broken off after epoch {stop}");
            second.Curve.Select(record => record with { Seconds = 0 }).ShouldBe(whole.Curve.Select(record => record with { Seconds = 0 }));
            File.Delete(_checkpoint);
        }
    }

    [Fact]
    public void PatienceEndsAPhaseAndGoesBackToItsBestEpoch()
    {
        // The labels of the validation frames are the wrong way round: the better the training, the worse the score.
        ImageSet set = TestSets.Stripes(96);
        ImageSet reversed = new(set.Size, [.. set.Frames], [.. set.Labels.ToArray().Select(label => (byte)(1 - label))], set.ClassNames);
        FactoryOptions options = s_options with { Epochs = 20, BoardEpochs = 20, Validation = reversed, Patience = 2 };
        var trainer = new FactoryTrainer(TestModels.Describe(), set, options);

        Model model = trainer.Train(cancellation: TestContext.Current.CancellationToken);

        foreach (IGrouping<string, EpochRecord> phase in trainer.Curve.GroupBy(record => record.Phase))
        {
            EpochRecord[] epochs = [.. phase];
            int best = Array.FindLastIndex(epochs, record => record.IsBest);
            epochs.Length.ShouldBe(best + 1 + 2);
            epochs[best].Validation!.Value.Loss.ShouldBe(epochs.Min(record => record.Validation!.Value.Loss));
        }

        EpochRecord kept = trainer.Curve.Last(record => record.IsBest);
        Evaluation.Run(model, reversed).BalancedAccuracy.ShouldBe(kept.Validation!.Value.BalancedAccuracy, 0.03);
    }

    [Fact]
    public void WithoutPatienceAValidationSetChangesNothing()
    {
        ImageSet set = TestSets.Stripes(96);
        byte[] plain = ModelFile.ToBytes(new FactoryTrainer(TestModels.Describe(), set, s_options).Train(cancellation: TestContext.Current.CancellationToken));
        FactoryOptions watched = s_options with { Validation = TestSets.Stripes(40) };
        var trainer = new FactoryTrainer(TestModels.Describe(), set, watched);
        ModelFile.ToBytes(trainer.Train(cancellation: TestContext.Current.CancellationToken)).ShouldBe(plain);
        trainer.Curve.Count.ShouldBe(5);
        trainer.Curve.ShouldAllBe(record => record.Validation != null && record.Loss > 0);
    }

    [Fact]
    public void ACheckpointThatIsDamagedOrOfAnotherTrainingIsRefused()
    {
        ImageSet set = TestSets.Stripes(48);
        FactoryOptions options = s_options with { Epochs = 1, BoardEpochs = 1 };
        new FactoryTrainer(TestModels.Describe(), set, options, _checkpoint).Train(cancellation: TestContext.Current.CancellationToken);
        Load(set, options).ShouldNotBeNull().Curve.Count.ShouldBe(2);

        Should.Throw<ModelException>(() => Load(set, options with { Seed = 2 })).Message.ShouldContain("another training");
        Should.Throw<ModelException>(() => Load(set.Slice(0, 47), options)).Message.ShouldContain("another training");
        byte[] sound = File.ReadAllBytes(_checkpoint);
        foreach (int length in new[] { 0, 3, 40, sound.Length / 2, sound.Length - 1 })
        {
            File.WriteAllBytes(_checkpoint, sound[..length]);
            Should.Throw<ModelException>(() => Load(set, options)).Message.ShouldContain("damaged");
        }

        sound[sound.Length / 2] ^= 1;
        File.WriteAllBytes(_checkpoint, sound);
        Should.Throw<ModelException>(() => Load(set, options)).Message.ShouldContain("damaged");
    }

    [Theory]
    [InlineData(LocalRule.Lls)]
    [InlineData(LocalRule.LlsM)]
    [InlineData(LocalRule.LlsMxM)]
    public void LocalRulesInFloatsTeachLayersThatWorkInTheBoardsIntegers(LocalRule rule)
    {
        ImageSet set = TestSets.Stripes(160);
        ModelDescription description = TestModels.Describe() with { Rule = rule };
        FactoryOptions options = s_options with { Rule = FactoryRule.Lls, Epochs = 4, BoardEpochs = 4 };
        Model model = new FactoryTrainer(description, set, options).Train(cancellation: TestContext.Current.CancellationToken);
        Evaluation.Run(model, set).BalancedAccuracy.ShouldBeGreaterThan(0.9);
        model.Rule.ShouldBe((int)rule);
    }

    [Fact]
    public void TernaryLayersAreForBackPropagation()
    {
        ModelDescription description = TestModels.Describe();
        description = description with { Layers = [.. description.Layers.Select(layer => layer with { Ternary = true })] };
        var trainer = new FactoryTrainer(description, TestSets.Stripes(32), s_options with { Rule = FactoryRule.Lls });
        Should.Throw<ModelException>(() => trainer.Train(cancellation: TestContext.Current.CancellationToken)).Message.ShouldContain("--rule bp");
    }

    private TrainingState? Load(ImageSet set, FactoryOptions options) =>
        new TrainingCheckpoint(_checkpoint, TrainingFingerprint.Of(TestModels.Describe(), set, options)).Load();
}
