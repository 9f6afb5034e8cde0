using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;
using LlsEdge.Host.Training.Float;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class FactoryTrainingTests
{
    [Fact]
    public void TeacherMixesItsProbabilityWithTheLabel()
    {
        var teacher = new Teacher([0, 2, -50], 1.5, 0.6);

        teacher.Target(0, 1).ShouldBe((0.6 * 0.5) + 0.4, 1e-12);
        teacher.Target(1, 0).ShouldBe(0.6 / (1 + Math.Exp(-3)), 1e-12);
        teacher.Target(2, 1).ShouldBe(0.4, 1e-12);
    }

    [Fact]
    public void TargetsAddUpToOneWithAndWithoutTeacher()
    {
        ImageSet set = TestSets.Stripes(12);
        var plain = new TrainingFrames(set, new FactoryOptions());
        var taught = new TrainingFrames(set, new FactoryOptions { Teacher = new Teacher([.. Enumerable.Range(0, 12).Select(i => i - 6.0)]) });
        float[] target = new float[2];
        for (int i = 0; i < set.Count; i++)
        {
            plain.GetTarget(i, target);
            target[set.GetLabel(i)].ShouldBe(0.95f, 1e-6f);
            target.Sum().ShouldBe(1, 1e-6f);
            taught.GetTarget(i, target);
            ((double)target[1]).ShouldBe((0.7 / (1 + Math.Exp(6.0 - i))) + (0.3 * set.GetLabel(i)), 1e-6);
            target.Sum().ShouldBe(1, 1e-6f);
        }
    }

    [Fact]
    public void EveryClassComesEquallyOftenAndNegativesAreClassZero()
    {
        ImageSet set = TestSets.Stripes(40).Select(Enumerable.Range(0, 40).Where(i => i % 2 == 0 || i < 10));
        ImageSet negatives = TestSets.Stripes(8);
        var frames = new TrainingFrames(set, new FactoryOptions { Negatives = negatives });
        int[] order = frames.DrawOrder(3);
        byte[] frame = new byte[32 * 32];
        int[] labels = [.. order.Select((index, n) => frames.Draw(index, 3, n, frame))];

        order.Length.ShouldBe(set.Count);
        order.ShouldBe(frames.DrawOrder(3));
        order.ShouldNotBe(frames.DrawOrder(4));
        labels.Count(l => l == 1).ShouldBeInRange(order.Length / 2, (order.Length + 1) / 2);
        order.Where(i => i >= set.Count).ShouldNotBeEmpty();
    }

    [Fact]
    public void RocAreaEqualsTheCountOfAllPairs()
    {
        var random = new Random(5);
        double[] scores = [.. Enumerable.Range(0, 300).Select(_ => (double)random.Next(40))];
        bool[] positive = [.. scores.Select(s => random.Next(60) < s)];
        double won = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            for (int j = 0; j < scores.Length; j++)
            {
                won += positive[i] && !positive[j] ? (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0) : 0;
            }
        }

        double pairs = (double)positive.Count(p => p) * positive.Count(p => !p);
        RocCurve.Area(scores, positive)!.Value.ShouldBe(won / pairs, 1e-12);
        RocCurve.Area([1, 2], [true, true]).ShouldBeNull();
    }

    [Fact]
    public void FoldedBatchNormComputesTheSame()
    {
        const int Frames = 4;
        var random = new Random(2);
        ConvolutionLayer layer = TestModels.Layer(3, 9, 8, 3, 2, 1, 1, random);
        var parameters = new NormalisedParameters(layer);
        for (int i = parameters.WeightCount; i < parameters.Values.Length; i++)
        {
            parameters.Values[i] += (float)(random.NextDouble() - 0.5);
        }

        float[] input = [.. Enumerable.Range(0, Frames * 3 * 81).Select(_ => (float)random.NextDouble())];
        LayerPass pass = parameters.CreatePass(Frames);
        pass.Forward(input);
        float[] expected = [.. pass.Output];

        // Its first batch sets the running statistics; a rate of 0 leaves the parameters alone.
        parameters.Step(0, 0, [pass]);
        float[] folded = parameters.Fold();

        var patches = new PatchMatrix(layer, Frames);
        patches.Gather(input);
        float[] sums = new float[expected.Length];
        Gemm.Multiply(folded.AsSpan(0, parameters.WeightCount), patches.Values, sums, 8, layer.WeightsPerChannel, patches.Positions);
        for (int i = 0; i < sums.Length; i++)
        {
            float value = sums[i] + folded[parameters.WeightCount + (i / patches.Positions)];
            Math.Clamp(value, 0, 127f / 16).ShouldBe(expected[i], 2e-4f);
        }
    }

    [Fact]
    public void ACoarseTernaryLayerFoldsToTheBoardsOwnArithmetic()
    {
        const int Frames = 4;
        var random = new Random(6);
        ConvolutionLayer layer = TestModels.Layer(3, 9, 8, 3, 2, 1, 1, random);
        layer.ActivationBits = 4;
        layer.OutputExponent = 2;
        var parameters = new NormalisedParameters(layer, ternary: true);
        for (int i = parameters.WeightCount; i < parameters.Values.Length; i++)
        {
            parameters.Values[i] += (float)(random.NextDouble() - 0.5);
        }

        // A negative γ turns the signs of its channel.
        parameters.Values[parameters.WeightCount + 2] *= -1;
        parameters.Coarsen();
        float[] input = [.. Enumerable.Range(0, Frames * 3 * 81).Select(_ => random.Next(0, 128) / 16f)];
        LayerPass pass = parameters.CreatePass(Frames);
        pass.Forward(input);
        parameters.Step(0, 0, [pass]);
        pass.Forward(input);

        float[] folded = parameters.Fold();
        layer.WeightExponent = WeightFormat.Choose(folded.AsSpan(0, parameters.WeightCount), 8);
        var board = new ConvolutionParameters(layer, folded, ternary: true);
        LayerPass boardPass = board.CreatePass(Frames);
        boardPass.Forward(input);

        // The board rounds its biases to the step of sums: now and then an activation falls to the other side of a half.
        int equal = pass.Output.Zip(boardPass.Output).Count(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
        ((double)equal / pass.Output.Length).ShouldBeGreaterThan(0.98);
        pass.Output.ShouldAllBe(v => v >= 0 && v <= 15 / 4f && v * 4 == MathF.Floor(v * 4));
        pass.Output.Distinct().Count().ShouldBeGreaterThan(8);
        board.Store();
        for (int k = 0; k < 8; k++)
        {
            int[] sizes = [.. layer.Weights.Skip(k * 27).Take(27).Select(w => Math.Abs((int)w)).Where(w => w > 0).Distinct()];
            sizes.Length.ShouldBe(1);
            int.IsPow2(sizes[0]).ShouldBeTrue();
        }
    }

    [Fact]
    public void ATernaryModelLearnsToo()
    {
        ImageSet set = TestSets.Stripes(160);
        ModelDescription description = TestModels.Describe();
        description = description with { Layers = [.. description.Layers.Select(l => l with { Ternary = true, ActivationBits = 4, ActivationExponent = 2 })] };
        var options = new FactoryOptions { Epochs = 4, CoarseEpochs = 4, BoardEpochs = 4, Batch = 32, Augmentation = AugmentationOptions.None };
        Model model = new FactoryTrainer(description, set, options).Train(cancellation: TestContext.Current.CancellationToken);
        Evaluation.Run(model, set).BalancedAccuracy.ShouldBeGreaterThan(0.9);
        foreach (ConvolutionLayer layer in model.Layers)
        {
            int count = layer.WeightsPerChannel;
            Enumerable.Range(0, layer.OutputChannels)
                .ShouldAllBe(k => layer.Weights.Skip(k * count).Take(count).Select(w => Math.Abs((int)w)).Where(w => w > 0).Distinct().Count() <= 1);
        }
    }

    [Fact]
    public void BatchNormsGradientEqualsFiniteDifferences()
    {
        const int Frames = 2;
        var random = new Random(4);
        ConvolutionLayer layer = TestModels.Layer(2, 6, 4, 3, 1, 1, 1, random);
        layer.OutputExponent = 2;
        var parameters = new NormalisedParameters(layer);
        for (int i = parameters.WeightCount + 4; i < parameters.Values.Length; i++)
        {
            // Away from the kink of ReLU for nearly all positions.
            parameters.Values[i] = 3;
        }

        float[] input = [.. Enumerable.Range(0, Frames * 2 * 36).Select(_ => (float)random.NextDouble())];
        LayerPass pass = parameters.CreatePass(Frames);
        float[] errors = [.. pass.Error.Select(_ => (float)(random.NextDouble() - 0.5))];
        pass.Forward(input);
        errors.CopyTo(pass.Error, 0);
        float[] inputError = new float[input.Length];
        pass.Backward(inputError);

        double Objective()
        {
            pass.Forward(input);
            return pass.Output.Zip(errors, (o, e) => (double)o * e).Sum();
        }

        for (int i = 0; i < parameters.Values.Length; i += 5)
        {
            Slope(parameters.Values, i, Objective).ShouldBe(pass.Gradient[i], 0.02);
        }

        for (int i = 0; i < input.Length; i += 11)
        {
            Slope(input, i, Objective).ShouldBe(inputError[i], 0.02);
        }
    }

    [Theory]
    [InlineData(FactoryRule.BackPropagation)]
    [InlineData(FactoryRule.Lls)]
    public void ATrainedModelKnowsItsFramesAndDependsOnItsSeedAlone(FactoryRule rule)
    {
        ImageSet set = TestSets.Stripes(160);
        var options = new FactoryOptions { Rule = rule, Epochs = 4, BoardEpochs = 4, Batch = 32, Augmentation = AugmentationOptions.None };
        Model model = new FactoryTrainer(TestModels.Describe(), set, options).Train(cancellation: TestContext.Current.CancellationToken);

        Evaluation measured = Evaluation.Run(model, set);
        measured.BalancedAccuracy.ShouldBeGreaterThan(0.9);
        measured.RocArea!.Value.ShouldBeGreaterThan(0.97);
        Model again = new FactoryTrainer(TestModels.Describe(), set, options).Train(cancellation: TestContext.Current.CancellationToken);
        ModelFile.ToBytes(again).ShouldBe(ModelFile.ToBytes(model));
    }

    [Fact]
    public void TheReadoutsScoresSurviveTheMoveToTheBoard()
    {
        ImageSet set = TestSets.Stripes(64);
        Model model = ModelBuilder.Build(TestModels.Describe(), 3);
        float[] readout = BackPropagation.DrawReadout(model, 8);
        LayerParameters[] parameters = [.. model.Layers.Select(l => new ConvolutionParameters(l))];
        var desk = new BackPropagation(model, parameters, readout, 64);
        float[][] features = desk.Measure((n, frame, _) => set.GetFrame(n).CopyTo(frame, 0));
        FeatureStatistics.Set(model, set, TestContext.Current.CancellationToken);
        ReadoutTransfer.Apply(model, readout);
        var learner = new Learner(model);
        int count = model.Readout.FeatureCount;
        for (int n = 0; n < 64; n++)
        {
            learner.Predict(set.GetFrame(n));
            double logit = 0;
            for (int j = 0; j <= count; j++)
            {
                logit += (readout[count + 1 + j] - readout[j]) * (double)(j < count ? features[n][j] : 1);
            }

            // p is kept in Q15, scores in Q8, features in Q8 and within ±8 deviations.
            (model.Readout.Probabilities[1] / 32768.0).ShouldBe(1 / (1 + Math.Exp(-logit)), 0.01);
        }
    }

    private static double Slope(float[] values, int at, Func<double> objective)
    {
        const float Step = 1f / 256;
        float value = values[at];
        values[at] = value + Step;
        double above = objective();
        values[at] = value - Step;
        double below = objective();
        values[at] = value;
        return (above - below) / (2 * Step);
    }

    // Class 0 has its stripes lying, class 1 standing.
}
