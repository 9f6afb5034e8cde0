using LlsEdge.Host.Models;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class LlsRuleTests
{
    [Theory]
    [InlineData(2, 8, 12, 4, 18)]
    [InlineData(2, 24, 3, 3, 16)]
    [InlineData(10, 16, 14, 7, 18)]
    [InlineData(20, 32, 4, 1, 16)]
    public void SignalIsTheReferencesGradientWithinItsRounding(int classes, int channels, int size, int grid, int signalExponent)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            ConvolutionLayer layer = TestModels.Layer(1, size, channels, 1, 1, 0, grid, random);
            layer.SignalExponent = signalExponent;
            ActivationMap map = TestModels.Map(channels, size, 0, () => random.Next(2) == 0 ? 0 : random.Next(1, 128));
            int label = random.Next(classes);
            int[] latent = new int[layer.LatentLength];
            int[] signals = new int[layer.LatentLength];
            LatentPool.Sum(map, grid, latent);
            var rule = new LlsRule(Table(classes, layer.LatentLength), 32, classes);
            rule.Run(layer, latent, label, signals).ShouldBeTrue();

            double[] real = [.. TestModels.Plain(map).Select(v => v * Math.Pow(2, -layer.OutputExponent))];
            double[][] basis = Reference.SquareBasis(classes, layer.LatentLength);
            var expected = Reference.Lls(real, channels, size, size, grid, basis, label, 0.5);
            ((double)rule.TrueProbability).ShouldBe(expected.Probabilities[label] * Softmax.One, 0.01 * Softmax.One);

            // The error of a position is dz·2^(H−F): scores are exact to 1/256, and each signal is rounded once more.
            double unit = Math.Pow(2, layer.OutputExponent - signalExponent);
            double largest = expected.Gradient.Max(Math.Abs);
            int cell = size / grid;
            for (int t = 0; t < signals.Length; t++)
            {
                int at = (t / (grid * grid) * size * size) + (t / grid % grid * cell * size) + (t % grid * cell);
                (signals[t] * unit).ShouldBe(expected.Gradient[at], (0.02 * largest) + unit);
            }
        }
    }

    [Fact]
    public void SilentLayerIsLeftAlone()
    {
        ConvolutionLayer layer = TestModels.Layer(1, 4, 8, 1, 1, 0, 1, new Random(1));
        new LlsRule(Table(2, 8), 32, 2).Run(layer, new int[8], 1, new int[8]).ShouldBeFalse();
    }

    [Fact]
    public void LoudestSignalIsLimitedAndCounted()
    {
        ConvolutionLayer layer = TestModels.Layer(1, 4, 8, 1, 1, 0, 1, new Random(1));
        layer.SignalExponent = 24;
        int[] latent = [1, 0, 2, 1, 0, 1, 0, 1];
        int[] signals = new int[8];
        var rule = new LlsRule(Table(2, 8), 32, 2);
        rule.Run(layer, latent, 0, signals).ShouldBeTrue();
        signals.ShouldAllBe(s => Math.Abs(s) <= LlsRule.SignalLimit);
        rule.Saturations.ShouldBe(signals.Count(s => Math.Abs(s) == LlsRule.SignalLimit));
        rule.Saturations.ShouldBeGreaterThan(0);
    }

    private static Basis Table(int classes, int columns, LocalBasis kind = LocalBasis.Square) => BasisTable.Create(kind, classes, columns, seed: 1);
}
