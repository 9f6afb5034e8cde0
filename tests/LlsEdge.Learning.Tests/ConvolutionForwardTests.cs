using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class ConvolutionForwardTests
{
    [Theory]
    [InlineData(1, 12, 8, 3, 2, 1, 0)]
    [InlineData(5, 9, 4, 3, 1, 1, 2)]
    [InlineData(8, 6, 16, 1, 1, 0, 0)]
    [InlineData(3, 11, 8, 5, 3, 2, 2)]
    public void EqualsTheReferenceBitForBit(int inputs, int size, int outputs, int kernel, int stride, int padding, int extraBorder)
    {
        var random = new Random(size);
        ConvolutionLayer layer = TestModels.Layer(inputs, size, outputs, kernel, stride, padding, 1, random);
        ActivationMap input = TestModels.Map(inputs, size, padding + extraBorder, () => random.Next(3) == 0 ? 0 : random.Next(-127, 128));
        Compare(layer, input);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    public void ActivationsStopAtTheirBits(int bits)
    {
        var random = new Random(bits);
        ConvolutionLayer layer = TestModels.Layer(4, 8, 8, 3, 2, 1, 1, random);
        layer.ActivationBits = bits;
        Compare(layer, TestModels.Map(4, 8, 1, () => random.Next(0, 128))).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(127, 127)]
    [InlineData(127, -127)]
    [InlineData(-127, -127)]
    public void SaturatesAtTheExtremes(int weight, int activation)
    {
        var random = new Random(1);
        ConvolutionLayer layer = TestModels.Layer(256, 4, 4, 3, 1, 1, 1, random);
        Array.Fill(layer.Weights, (sbyte)weight);
        Array.Fill(layer.Bias, Math.Sign(weight) * Math.Sign(activation) * ConvolutionUpdate.BiasLimit);
        ActivationMap input = TestModels.Map(256, 4, 1, () => activation);
        int saturations = Compare(layer, input);
        saturations.ShouldBe(weight * activation > 0 ? 4 * 4 * 4 : 0);
    }

    private static int Compare(ConvolutionLayer layer, ActivationMap input)
    {
        var output = new ActivationMap(layer.OutputChannels, layer.OutputSize, 1);
        int saturations = new ConvolutionForward(layer.WeightsPerChannel).Run(layer, input, output);
        double[] sums = Reference.Convolve(
            TestModels.Plain(input),
            layer.InputChannels,
            layer.InputSize,
            [.. layer.Weights.Select(w => (double)w)],
            [.. layer.Bias.Select(b => (double)b)],
            layer.OutputChannels,
            layer.KernelSize,
            layer.Stride,
            layer.Padding);
        double scale = Math.Pow(2, -layer.RequantiseShift);
        double[] expected = [.. sums.Select(s => Math.Clamp(Math.Floor((s * scale) + 0.5), 0, layer.ActivationLimit))];
        TestModels.Plain(output).ShouldBe(expected);
        saturations.ShouldBe(sums.Count(s => Math.Floor((s * scale) + 0.5) > layer.ActivationLimit));
        return saturations;
    }
}
