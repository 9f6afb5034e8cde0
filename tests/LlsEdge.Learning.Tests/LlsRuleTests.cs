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

    [Theory]
    [InlineData(LocalRule.Lls, LocalBasis.Antipodal, 2, 2)]
    [InlineData(LocalRule.Lls, LocalBasis.Sine, 10, 10)]
    [InlineData(LocalRule.Lls, LocalBasis.Random, 10, 10)]
    [InlineData(LocalRule.LlsM, LocalBasis.Antipodal, 2, 2)]
    [InlineData(LocalRule.LlsM, LocalBasis.Square, 10, 10)]
    [InlineData(LocalRule.LlsM, LocalBasis.Sine, 3, 3)]
    [InlineData(LocalRule.LlsMxM, LocalBasis.Square, 10, 10)]
    [InlineData(LocalRule.LlsMxM, LocalBasis.Sine, 10, 10)]
    [InlineData(LocalRule.LlsMxM, LocalBasis.Random, 4, 4)]
    [InlineData(LocalRule.LlsMxM, LocalBasis.Square, 20, 4)]
    public void FamilysSignalAndModulationGradientAreTheReferencesWithinTheirRounding(LocalRule kind, LocalBasis basisKind, int rows, int classes)
    {
        const double Rate = 1.5 / 16;
        const int Channels = 16;
        const int Size = 7;
        const int Grid = 2;
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            ConvolutionLayer layer = TestModels.Layer(1, Size, Channels, 1, 1, 0, Grid, random);
            layer.SignalExponent = 17;
            ActivationMap map = TestModels.Map(Channels, Size, 0, () => random.Next(2) == 0 ? 0 : random.Next(1, 128));
            double[][] m = [.. Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, classes).Select(j => i == j ? 1.0 : 0).ToArray())];
            if (kind != LocalRule.Lls)
            {
                layer.Modulation = new ScoreModulation((int)kind, rows, classes) { RateMantissa = 192, RateShift = 4 };
                for (int i = 0; i < layer.Modulation.Entries.Length; i++)
                {
                    layer.Modulation.Entries[i] = (short)random.Next(-4000, 4000);
                    int row = kind == LocalRule.LlsM ? i : i / classes;
                    m[row][kind == LocalRule.LlsM ? i : i % classes] = layer.Modulation.Entries[i] / 4096.0;
                }
            }

            int label = random.Next(classes);
            int[] latent = new int[layer.LatentLength];
            int[] signals = new int[layer.LatentLength];
            LatentPool.Sum(map, Grid, latent);
            LatentBasis basis = Table(rows, layer.LatentLength, basisKind);
            var rule = new LlsRule(basis, 32, classes);
            rule.Run(layer, latent, label, signals).ShouldBeTrue();

            double[] real = [.. TestModels.Plain(map).Select(v => v * Math.Pow(2, -layer.OutputExponent))];
            var expected = Reference.LlsMxM(real, Channels, Size, Size, Grid, Real(basis, rows, layer.LatentLength), m, label, 0.5);
            ((double)rule.TrueProbability).ShouldBe(expected.Probabilities[label] * Softmax.One, 0.01 * Softmax.One);

            // In a corner of the map only one cell has a say, wherever the others overlap.
            double unit = Math.Pow(2, layer.OutputExponent - layer.SignalExponent);
            double largest = expected.Gradient.Max(Math.Abs);
            for (int k = 0; k < Channels; k++)
            {
                int plane = k * Size * Size;
                int[] corners = [plane, plane + Size - 1, plane + (Size * (Size - 1)), plane + (Size * Size) - 1];
                for (int cell = 0; cell < 4; cell++)
                {
                    (signals[(k * 4) + cell] * unit).ShouldBe(expected.Gradient[corners[cell]], (0.02 * largest) + unit);
                }
            }

            if (kind != LocalRule.Lls)
            {
                // One unit for stochastic rounding, and 2 % for scores and probabilities.
                short[] before = [.. layer.Modulation.Entries];
                rule.LearnModulation(layer.Modulation, seed, 1, 0);
                double steepest = expected.ModulationGradient.Max(row => row.Max(Math.Abs));
                for (int i = 0; i < before.Length; i++)
                {
                    double slope = kind == LocalRule.LlsM ? expected.ModulationGradient[i][i] : expected.ModulationGradient[i / classes][i % classes];
                    double change = (layer.Modulation.Entries[i] - before[i]) / 4096.0;
                    change.ShouldBe(-Rate * slope, (0.02 * Rate * steepest) + (1.01 / 4096));
                }
            }
        }
    }

    [Fact]
    public void ModulationThatReachesItsLimitIsCounted()
    {
        var modulation = new ScoreModulation(RuleKind.Matrix, 2, 2) { RateMantissa = 255, RateShift = 0 };
        modulation.Entries[0] = ScoreModulation.Limit;
        modulation.Entries[1] = -ScoreModulation.Limit;
        modulation.Learn([4096, 0], [-Softmax.One, Softmax.One], 32, 1, 1, 0);
        modulation.Entries[0].ShouldBe((short)ScoreModulation.Limit);
        modulation.Entries[1].ShouldBe((short)-ScoreModulation.Limit);
        modulation.Saturations.ShouldBe(2);
    }

    [Fact]
    public void ModulationsRoundingIsRightOnAverage()
    {
        // 2·q·e·rate is 0.1 of a unit of Q12: after 4,000 steps from 0 the mean is within four deviations of −400.
        const int Steps = 4000;
        var modulation = new ScoreModulation(RuleKind.Diagonal, 2, 2) { RateMantissa = 128, RateShift = 6 };
        for (int step = 0; step < Steps; step++)
        {
            modulation.Learn([4096, -4096], [26, 26], 32, 5, step, 0);
        }

        double expected = Steps * 4096.0 * 2 * 26 / Softmax.One / 64;
        ((double)modulation.Entries[0]).ShouldBe(-expected, 4 * Math.Sqrt(expected));
        ((double)modulation.Entries[1]).ShouldBe(expected, 4 * Math.Sqrt(expected));
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

    private static double[][] Real(LatentBasis basis, int rows, int columns) => basis switch
    {
        SquareBasis => Reference.SquareBasis(rows, columns),
        AntipodalBasis antipodal => [Signs(antipodal.Bits, columns, 1), Signs(antipodal.Bits, columns, -1)],
        TableBasis table when table.Exponent == 7 => Reference.SineBasis(rows, columns),
        TableBasis table => [.. table.Entries.Select(v => v / 32.0).Chunk(columns)],
        _ => throw new ArgumentException("unknown", nameof(basis)),
    };

    private static double[] Signs(byte[] bits, int columns, int sign) =>
        [.. Enumerable.Range(0, columns).Select(t => (double)(((bits[t >> 3] >> (t & 7)) & 1) != 0 ? sign : -sign))];

    private static LatentBasis Table(int classes, int columns, LocalBasis kind = LocalBasis.Square) => BasisTable.Create(kind, classes, columns, seed: 1);
}
