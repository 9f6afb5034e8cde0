using LlsEdge.Host.Training.Networks;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

/// <summary>The fast ways to compute convolutions against products of patches, which float64 vouches for in <see cref="NetworkStageTests"/>.</summary>
public sealed class ConvolutionKernelTests
{
    private const int Frames = Chunks.Frames + 3;

    /// <summary>Input channels, height, width, output channels, kernel, stride.</summary>
    public static TheoryData<int, int, int, int, int, int> Shapes => new()
    {
        { 32, 14, 14, 64, 3, 1 }, { 64, 7, 7, 32, 3, 1 }, { 32, 4, 9, 32, 3, 1 }, { 32, 12, 7, 96, 3, 1 }, { 1, 28, 28, 32, 3, 1 }, { 3, 9, 8, 16, 5, 2 }, { 1, 2, 2, 16, 5, 2 }, { 70, 1, 1, 45, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Agree_with_products_of_patches(int channels, int height, int width, int outputs, int size, int stride)
    {
        var input = new FeatureShape(channels, height, width);
        FeatureShape output = ConvolutionStage.OutputShape(input, outputs, size, stride);
        ConvolutionKernel fast = ConvolutionKernel.Create(input, output, size, stride, Frames);
        var plain = new PatchKernel(input, output, size, stride, Frames);
        fast.ShouldNotBeOfType<PatchKernel>();
        var random = new Random(3);
        float[] x = Fill(random, Frames * input.Length);
        float[] weights = Fill(random, size * size * channels * outputs);
        float[] error = Fill(random, Frames * output.Length);
        ReadOnlySpan<float> Errors(int first, int count) => error.AsSpan(first * output.Length, count * output.Length);
        (float[] Output, float[] Gradient, float[] InputError) Run(ConvolutionKernel kernel)
        {
            (float[], float[], float[]) results = (new float[error.Length], new float[weights.Length], new float[x.Length]);
            int[] done = new int[Frames];
            kernel.Forward(Team.OfAllCores, x, Frames, weights, results.Item1, (first, count) =>
            {
                for (int f = first; f < first + count; f++)
                {
                    done[f]++;
                }
            });
            done.ShouldAllBe(times => times == 1);
            kernel.Backward(Team.OfAllCores, x, Frames, weights, Errors, results.Item2, results.Item3);
            return results;
        }

        (float[] Output, float[] Gradient, float[] InputError) expected = Run(plain);
        (float[] Output, float[] Gradient, float[] InputError) actual = Run(fast);

        ShouldBeClose(actual.Output, expected.Output);
        ShouldBeClose(actual.Gradient, expected.Gradient);
        ShouldBeClose(actual.InputError, expected.InputError);
        Run(fast).Gradient.ShouldBe(actual.Gradient);
        fast.Backward(Team.Of(1), x, Frames, weights, Errors, expected.Gradient, null);
        expected.Gradient.ShouldBe(actual.Gradient, "the number of threads changes nothing");
    }

    [Theory]
    [InlineData(32, 7, 32, 3, 2)]
    [InlineData(32, 2, 32, 3, 1)]
    [InlineData(48, 14, 64, 3, 1)]
    [InlineData(32, 14, 64, 5, 1)]
    public void Other_convolutions_are_products_of_patches(int channels, int side, int outputs, int size, int stride)
    {
        var input = new FeatureShape(channels, side, side);
        ConvolutionKernel.Create(input, ConvolutionStage.OutputShape(input, outputs, size, stride), size, stride, 1).ShouldBeOfType<PatchKernel>();
    }

    private static float[] Fill(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];

    private static void ShouldBeClose(float[] actual, float[] expected) =>
        actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max().ShouldBeLessThan(2e-6f * expected.Max(Math.Abs));
}
