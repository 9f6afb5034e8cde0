using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Rules;
using LlsEdge.Host.Studies.Digits;
using LlsEdge.Host.Training.Networks;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class FloatTrainerTests
{
    private const int Size = 12;

    private static readonly ModelDescription s_description = new()
    {
        Name = "tiny",
        FrameSize = Size,
        Downsample = 1,
        Classes = ["above", "left", "even"],
        Layers = [new LayerDescription { Channels = 4, Pool = 2 }, new LayerDescription { Channels = 8, Pool = 2 }],
        Readout = new ReadoutDescription { Taps = [new TapDescription(1, 3)], FactoryRate = 0.01 },
    };

    [Theory]
    [InlineData(Modulation.None, true)]
    [InlineData(Modulation.Vector, true)]
    [InlineData(Modulation.Matrix, true)]
    [InlineData(Modulation.Matrix, false)]
    public void The_local_rule_is_the_references(Modulation modulation, bool normalises)
    {
        const int channels = 3;
        const int size = 5;
        const int grid = 2;
        const int classes = 4;
        int rows = modulation == Modulation.Matrix ? 6 : classes;
        Random random = new(7);
        float[] map = [.. Enumerable.Range(0, channels * size * size).Select(_ => MathF.Max(0, random.NextSingle() - 0.3f))];
        var pooling = new AveragePooling(channels, size, size, grid, grid);
        double[][] basis = Basis.Create(BasisKind.Square, rows, pooling.Length);
        var options = new LocalRuleOptions { Modulation = modulation, Normalises = normalises };
        var rule = new FloatLocalRule(new FeatureShape(channels, size, size), grid, options, basis, classes, random);
        for (int i = 0; i < rule.Factors.Length; i++)
        {
            rule.Factors[i] += random.NextSingle();
        }

        var reference = new LlsReference(pooling, basis, modulation, classes, 0.5, normalises);

        // The reference has a plane a channel, the trainer a pixel's channels side by side.
        LlsResult expected = reference.Evaluate(
            [.. Enumerable.Range(0, map.Length).Select(i => (double)map[(i % (size * size) * channels) + (i / (size * size))])],
            2,
            [.. rule.Factors.Select(v => (double)v)]);
        float[] error = new float[map.Length];

        rule.Run(map, 2, error);

        for (int i = 0; i < error.Length; i++)
        {
            ((double)error[i]).ShouldBe(expected.ActivationGradient[(i % channels * size * size) + (i / channels)], 1e-5);
        }

        for (int i = 0; i < rule.FactorGradient.Length; i++)
        {
            ((double)rule.FactorGradient[i]).ShouldBe(expected.ModulationGradient[i], 1e-5);
        }
    }

    [Fact]
    public void A_mean_mask_gives_every_position_of_a_cell_the_same_error_and_the_cell_the_same_sum()
    {
        var shape = new FeatureShape(2, 4, 4);
        Random random = new(3);
        float[] map = [.. Enumerable.Range(0, shape.Length).Select(_ => MathF.Max(0, random.NextSingle() - 0.4f))];
        float[] Run(bool mean)
        {
            var options = new LocalRuleOptions { Modulation = Modulation.None, HasMeanMask = mean };
            var rule = new FloatLocalRule(shape, 1, options, Basis.Create(BasisKind.Sine, 3, 2), 3, new Random(1));
            float[] error = new float[map.Length];
            rule.Run(map, 1, error);
            return error;
        }

        float[] masked = [.. Run(mean: false).Select((e, i) => map[i] > 0 ? e : 0)];
        float[] mean = Run(mean: true);

        for (int k = 0; k < 2; k++)
        {
            float[] channel = [.. mean.Where((_, i) => i % 2 == k)];
            channel.Distinct().Count().ShouldBe(1);
            channel.Sum().ShouldBe(masked.Where((_, i) => i % 2 == k).Sum(), 1e-5f);
            channel[0].ShouldNotBe(0);
        }
    }

    [Fact]
    public void Back_propagation_descends_the_gradient_that_finite_differences_show()
    {
        ImageSet set = Draw(40, 1);
        FloatTrainer Trained()
        {
            var trainer = new FloatTrainer(s_description, new FloatTraining { Rule = DigitRule.Bp, Seed = 3, LayerRate = 1e-3 });
            for (int i = 0; i < 39; i++)
            {
                trainer.Learn(set.GetFrame(i), set.GetLabel(i), 1);
            }

            return trainer;
        }

        // The change of one step over the rate is the gradient; with a rate this small nothing else moves.
        foreach (int layer in (int[])[0, 1])
        {
            foreach (int weight in (int[])[0, 5, 17, 30])
            {
                FloatTrainer trainer = Trained();
                float before = trainer.Layers[layer].Weights[weight];
                const float step = 2e-3f;
                trainer.Layers[layer].Weights[weight] = before + step;
                double above = trainer.Loss(set.GetFrame(39), set.GetLabel(39));
                trainer.Layers[layer].Weights[weight] = before - step;
                double below = trainer.Loss(set.GetFrame(39), set.GetLabel(39));
                trainer.Layers[layer].Weights[weight] = before;
                trainer.Learn(set.GetFrame(39), set.GetLabel(39), 1);
                double gradient = (before - trainer.Layers[layer].Weights[weight]) / 1e-3;

                gradient.ShouldBe((above - below) / (2 * step), 0.02 + (0.05 * Math.Abs(gradient)), $"layer {layer}, weight {weight}");
            }
        }
    }

    [Theory]
    [InlineData(DigitRule.Bp)]
    [InlineData(DigitRule.Lls)]
    [InlineData(DigitRule.LlsM)]
    [InlineData(DigitRule.LlsMxM)]
    [InlineData(DigitRule.Random)]
    public void Every_rule_learns_an_easy_task_and_repeats_itself(DigitRule rule)
    {
        ImageSet train = Draw(300, 1);
        ImageSet test = Draw(90, 2);

        var training = new FloatTraining { Rule = rule, Seed = 5 };

        double accuracy = new FloatTrainer(s_description, training).Run(train, test, 2, TestContext.Current.CancellationToken);

        accuracy.ShouldBeGreaterThan(0.8);
        new FloatTrainer(s_description, training).Run(train, test, 2, TestContext.Current.CancellationToken).ShouldBe(accuracy);
    }

    [Fact]
    public void Only_what_learns_moves()
    {
        ImageSet set = Draw(3, 1);
        var trainer = new FloatTrainer(s_description, new FloatTraining { Rule = DigitRule.Random, Seed = 5 });
        float[] before = [.. trainer.Layers[0].Weights];

        trainer.Learn(set.GetFrame(0), set.GetLabel(0), 1);

        trainer.Layers[0].Weights.ShouldBe(before);
        trainer.Readout.Weights.ShouldContain(weight => weight != 0);
    }

    [Fact]
    public void Standardising_anew_changes_no_score()
    {
        ImageSet set = Draw(60, 1);
        ModelDescription description = s_description with
        {
            Readout = s_description.Readout with { Taps = [new TapDescription(0, 2), new TapDescription(1, 1)] },
        };
        var trainer = new FloatTrainer(description, new FloatTraining { Rule = DigitRule.LlsMxM, Seed = 5 });
        foreach (int i in Enumerable.Range(0, 40))
        {
            trainer.Learn(set.GetFrame(i), set.GetLabel(i), 1);
        }

        trainer.Predict(set.GetFrame(50));
        float[] before = [.. trainer.Readout.Scores];

        trainer.Readout.Standardise(20, i => trainer.Predict(set.GetFrame(i)));

        trainer.Predict(set.GetFrame(50));
        for (int c = 0; c < before.Length; c++)
        {
            trainer.Readout.Scores[c].ShouldBe(before[c], 1e-3f);
        }
    }

    [Fact]
    public void A_share_of_the_positions_teaches_as_much_on_average()
    {
        ImageSet set = Draw(1, 1);
        float[] Change(double share, int seed)
        {
            var trainer = new FloatTrainer(s_description, new FloatTraining { Rule = DigitRule.Lls, Seed = seed, LayerRate = 1e-3, PositionShare = share });
            float[] before = [.. trainer.Layers[0].Bias];
            trainer.Learn(set.GetFrame(0), set.GetLabel(0), 1);
            return [.. trainer.Layers[0].Bias.Zip(before, (a, b) => a - b)];
        }

        double[] ratios = [.. Enumerable.Range(1, 200).Select(seed => (double)Change(0.25, seed).Sum(Math.Abs) / Change(1, seed).Sum(Math.Abs))];

        ratios.Average().ShouldBe(1, 0.1);
        ratios.Max().ShouldBeGreaterThan(1.1);
    }

    private static ImageSet Draw(int count, int seed)
    {
        Random random = new(seed);
        byte[][] frames = new byte[count][];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            int label = i % 3;
            labels[i] = (byte)label;
            frames[i] = new byte[Size * Size];
            for (int at = 0; at < frames[i].Length; at++)
            {
                bool bright = label == 0 ? at / Size < Size / 2 : label == 1 ? at % Size < Size / 2 : (at & 1) == 0;
                frames[i][at] = (byte)((bright ? 110 : 60) + random.Next(60));
            }
        }

        return new ImageSet(Size, frames, labels, s_description.Classes);
    }
}
