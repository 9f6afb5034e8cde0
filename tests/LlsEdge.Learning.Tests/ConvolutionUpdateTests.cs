using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class ConvolutionUpdateTests
{
    [Theory]
    [InlineData(1, 12, 8, 3, 2, 1, 3)]
    [InlineData(6, 6, 8, 3, 1, 1, 2)]
    [InlineData(12, 4, 16, 1, 1, 0, 1)]
    [InlineData(4, 14, 8, 3, 2, 1, 2)]
    [InlineData(1, 28, 8, 3, 2, 1, 4)]
    [InlineData(6, 6, 8, 3, 1, 1, 2, 6, 16)]
    [InlineData(6, 6, 8, 3, 1, 1, 2, 8, 12)]
    [InlineData(6, 6, 8, 3, 1, 1, 2, 3, 3)]
    public void MastersAndBiasesMoveAgainstTheReferencesGradient(
        int inputs, int size, int outputs, int kernel, int stride, int padding, int grid, int weightBits = 8, int masterBits = 16)
    {
        var random = new Random(11);
        ConvolutionLayer layer = TestModels.Layer(inputs, size, outputs, kernel, stride, padding, grid, random, weightBits, masterBits);
        ActivationMap input = TestModels.Map(inputs, size, padding + 1, () => random.Next(0, 128));
        ActivationMap output = TestModels.Map(outputs, layer.OutputSize, 1, () => random.Next(2) == 0 ? 0 : random.Next(1, 128));
        int[] signals = [.. Enumerable.Range(0, layer.LatentLength).Select(_ => random.Next(5) == 0 ? 0 : random.Next(-400, 400))];
        double[] gradient = Reference.WeightGradient(Errors(layer, output, signals), TestModels.Plain(input), inputs, size, outputs, kernel, stride, padding);
        short[] masters = [.. layer.Masters];
        int[] bias = [.. layer.Bias];
        int cell = LatentPool.GetCellSize(layer.OutputSize, grid);
        var update = new ConvolutionUpdate(cell * cell, layer.WeightsPerChannel);
        update.Run(layer, input, output, signals, 5, 6, 0);

        for (int i = 0; i < masters.Length; i++)
        {
            double expected = Math.Clamp(masters[i] - (gradient[i] * Math.Pow(2, -layer.UpdateShift)), layer.SmallestMaster, layer.LargestMaster);
            ((double)layer.Masters[i]).ShouldBe(expected, 1.0);
            layer.Weights[i].ShouldBe((sbyte)Math.Floor((layer.Masters[i] / Math.Pow(2, masterBits - weightBits)) + 0.5));
            Math.Abs((int)layer.Weights[i]).ShouldBeLessThanOrEqualTo(layer.WeightLimit);
        }

        for (int k = 0; k < outputs; k++)
        {
            ((double)layer.Bias[k]).ShouldBe(bias[k] - (gradient[masters.Length + k] * Math.Pow(2, -layer.BiasUpdateShift)), 1.0);
        }
    }

    [Fact]
    public void StochasticRoundingIsRightOnAverage()
    {
        // A change of 0.3 of a master's unit: lost every time if rounded to nearest, 0.3 on average here.
        const int Steps = 20000;
        ConvolutionLayer layer = TestModels.Layer(1, 1, 4, 1, 1, 0, 1, new Random(1));
        Array.Clear(layer.Masters);
        var input = TestModels.Map(1, 1, 0, () => 100);
        var output = TestModels.Map(4, 1, 0, () => 1);
        var update = new ConvolutionUpdate(1, 1);
        int signal = -(int)Math.Round(0.3 * (1 << layer.UpdateShift) / 100);
        for (int step = 0; step < Steps; step++)
        {
            update.Run(layer, input, output, [signal, signal, signal, signal], 1, step, 0);
        }

        double expected = -signal * 100.0 / (1 << layer.UpdateShift) * Steps;
        foreach (short master in layer.Masters)
        {
            ((double)master).ShouldBe(expected, 5 * Math.Sqrt(Steps * 0.21));
        }
    }

    [Fact]
    public void ExtremesSaturateWithoutOverflow()
    {
        var random = new Random(2);
        ConvolutionLayer layer = TestModels.Layer(2, 64, 4, 3, 1, 1, 1, random);
        layer.SignalExponent = 10;
        layer.OutputSize.ShouldBe(64);
        ActivationMap input = TestModels.Map(2, 64, 1, () => 127);
        ActivationMap output = TestModels.Map(4, 64, 0, () => 127);
        var update = new ConvolutionUpdate(64 * 64, layer.WeightsPerChannel);
        update.Run(layer, input, output, [LlsRule.SignalLimit, -LlsRule.SignalLimit, LlsRule.SignalLimit, -LlsRule.SignalLimit], 1, 1, 0);
        layer.Weights.Take(18).ShouldAllBe(w => w == -127);
        layer.Weights.Skip(18).Take(18).ShouldAllBe(w => w == 127);
        update.Saturations.ShouldBe(4 * 18);
    }

    // A position's error is the sum over the cells that hold it.
    private static double[] Errors(ConvolutionLayer layer, ActivationMap output, int[] signals)
    {
        int size = layer.OutputSize;
        int grid = layer.PoolGrid;
        int cell = (int)Math.Ceiling((double)size / grid);
        bool Holds(int index, int at) => at >= index * size / grid && at < (index * size / grid) + cell;
        double[] values = TestModels.Plain(output);
        return
        [
            .. values.Select((h, i) => h <= 0 ? 0.0 : Enumerable.Range(0, grid * grid)
                .Where(c => Holds(c / grid, i / size % size) && Holds(c % grid, i % size))
                .Sum(c => signals[(i / (size * size) * grid * grid) + c])),
        ];
    }
}
