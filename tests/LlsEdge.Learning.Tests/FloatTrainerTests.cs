using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Rules;
using LlsEdge.Host.Studies.Digits;
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
    [InlineData(Modulation.None)]
    [InlineData(Modulation.Vector)]
    [InlineData(Modulation.Matrix)]
    public void The_local_rule_is_the_references(Modulation modulation)
    {
        const int channels = 3;
        const int size = 5;
        const int grid = 2;
        const int classes = 4;
        Random random = new(7);
        float[] map = [.. Enumerable.Range(0, channels * size * size).Select(_ => MathF.Max(0, random.NextSingle() - 0.3f))];
        var rule = new FloatLocalRule(channels, size, grid, modulation, classes, 0.5, random);
        for (int i = 0; i < rule.Factors.Length; i++)
        {
            rule.Factors[i] += random.NextSingle();
        }

        var pooling = new AveragePooling(channels, size, size, grid, grid);
        var reference = new LlsReference(pooling, Basis.Create(BasisKind.Square, classes, pooling.Length), modulation, classes, 0.5);
        LlsResult expected = reference.Evaluate([.. map.Select(v => (double)v)], 2, [.. rule.Factors.Select(v => (double)v)]);
        float[] error = new float[map.Length];

        rule.Run(map, 2, error);

        for (int i = 0; i < error.Length; i++)
        {
            ((double)error[i]).ShouldBe(expected.ActivationGradient[i], 1e-5);
        }

        for (int i = 0; i < rule.FactorGradient.Length; i++)
        {
            ((double)rule.FactorGradient[i]).ShouldBe(expected.ModulationGradient[i], 1e-5);
        }
    }

    [Fact]
    public void Back_propagation_descends_the_gradient_that_finite_differences_show()
    {
        ImageSet set = Draw(40, 1);
        FloatTrainer Trained()
        {
            var trainer = new FloatTrainer(s_description, DigitRule.Bp, 3, layerRate: 1e-3);
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

        double accuracy = new FloatTrainer(s_description, rule, 5).Run(train, test, 2, TestContext.Current.CancellationToken);

        accuracy.ShouldBeGreaterThan(0.8);
        new FloatTrainer(s_description, rule, 5).Run(train, test, 2, TestContext.Current.CancellationToken).ShouldBe(accuracy);
    }

    [Fact]
    public void Only_what_learns_moves()
    {
        ImageSet set = Draw(3, 1);
        var trainer = new FloatTrainer(s_description, DigitRule.Random, 5);
        float[] before = [.. trainer.Layers[0].Weights];

        trainer.Learn(set.GetFrame(0), set.GetLabel(0), 1);

        trainer.Layers[0].Weights.ShouldBe(before);
        trainer.Head.ShouldContain(weight => weight != 0);
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
