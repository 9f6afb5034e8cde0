using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class IntegerTrainingTests
{
    [Fact]
    public void LearnsBarsFromScratch()
    {
        IntegerTrainingResult result = IntegerTraining.Run(TestModels.Describe(classes: 2), Bars(400, 1), Bars(100, 2), 2, 3, cancellation: TestContext.Current.CancellationToken);
        result.Accuracy.Count.ShouldBe(2);
        result.Accuracy[1].ShouldBeGreaterThan(0.9);
        result.Model.Step.ShouldBe(800);
    }

    [Fact]
    public void SameSeedEndsWithTheSameBytes()
    {
        byte[][] ends = [.. new[] { 3, 3, 4 }.Select(seed => ModelFile.ToBytes(IntegerTraining.Run(
            TestModels.Describe(classes: 2), Bars(50, 1), Bars(10, 2), 1, seed, cancellation: TestContext.Current.CancellationToken).Model))];
        ends[1].ShouldBe(ends[0]);
        ends[2].ShouldNotBe(ends[0]);
    }

    [Fact]
    public void RateZeroFreezesALayerAsItWasDrawn()
    {
        ModelDescription description = TestModels.Describe(classes: 2);
        description = description with { Layers = [description.Layers[0] with { FactoryRate = 0 }, .. description.Layers.Skip(1)] };
        Model end = IntegerTraining.Run(description, Bars(50, 1), Bars(10, 2), 1, 3, cancellation: TestContext.Current.CancellationToken).Model;
        Model start = ModelBuilder.Build(description, 3);
        end.Layers[0].Weights.ShouldBe(start.Layers[0].Weights);
        end.Layers[1].Masters.ShouldNotBe(start.Layers[1].Masters);
    }

    [Fact]
    public void StandardisationFollowsWithoutChangingTheScores()
    {
        ImageSet set = Bars(200, 4);
        Model model = TestModels.Build(frame: 32);
        FeatureStatistics.Set(model, set.Slice(0, 100), TestContext.Current.CancellationToken);
        int[] meanBefore = [.. model.Readout.Mean];
        int[] before = Probabilities(model, set);
        FeatureStatistics.Follow(model, set.Slice(100, 100), TestContext.Current.CancellationToken);
        int[] after = Probabilities(model, set);
        model.Readout.Mean.ShouldNotBe(meanBefore);

        // A feature beyond eight deviations is clamped elsewhere than before; all others keep their share of the score to a weight's rounding.
        int close = before.Zip(after).Count(p => Math.Abs(p.First - p.Second) < 0.03 * Softmax.One);
        close.ShouldBeGreaterThan(190);
    }

    private static int[] Probabilities(Model model, ImageSet set)
    {
        var learner = new Learner(model);
        return [.. set.Frames.Select(f =>
        {
            learner.Predict(f);
            return model.Readout.Probabilities[1];
        })];
    }

    // Horizontal against vertical bars at random places, in noise.
    private static ImageSet Bars(int count, int seed)
    {
        var random = new Random(seed);
        byte[][] frames = new byte[count][];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = (byte)(i % 2);
            int at = random.Next(2, 28);
            frames[i] = [.. Enumerable.Range(0, 32 * 32).Select(p => (byte)(random.Next(60) + ((labels[i] == 0 ? p / 32 : p % 32) - at is 0 or 1 or 2 ? 150 : 0)))];
        }

        return new ImageSet(32, frames, labels, ["across", "upright"]);
    }
}
