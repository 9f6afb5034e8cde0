using LlsEdge.Host.Models;
using LlsEdge.Host.Training.Float;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class TernaryRoundingTests
{
    private const float Step = 1f / 128;

    [Fact]
    public void SmallWeightsBecomeZeroAndTheOthersOneSize()
    {
        // Mean size 0.099, threshold 0.069; the mean of those above is 0.19, 24 steps, nearest to 2^5 on a scale of octaves.
        float[] rounded = Round(0.25f, -0.2f, 0.12f, 0.06f, -0.06f, 0.04f, -0.03f, 0.03f);
        rounded.ShouldBe([0.25f, -0.25f, 0.25f, 0, 0, 0, 0, 0]);
    }

    [Fact]
    public void NothingIsNothing() => Round(0, 0, 0).ShouldBe([0, 0, 0]);

    [Theory]
    [InlineData(100f, 64 * Step)]
    [InlineData(1e-6f, Step)]
    public void TheSizeFitsAWeight(float weight, float expected) => Round(weight, -weight).ShouldBe([expected, -expected]);

    [Fact]
    public void RandomChannelsHaveOnePowerOfTwoEach()
    {
        var random = new Random(3);
        for (int n = 0; n < 50; n++)
        {
            float[] rounded = Round([.. Enumerable.Range(0, 72).Select(_ => (float)BasisTable.DrawNormal(random) * 0.1f)]);
            float[] sizes = [.. rounded.Where(w => w != 0).Select(w => MathF.Abs(w) / Step).Distinct()];
            sizes.Length.ShouldBe(1);
            float.IsPow2(sizes[0]).ShouldBeTrue();

            // 0.7 of a normal's mean size lies at 0.56 deviations: 58 % are above.
            ((double)rounded.Count(w => w != 0)).ShouldBe(0.58 * 72, 16);
        }
    }

    private static float[] Round(params float[] weights)
    {
        float[] rounded = new float[weights.Length];
        TernaryRounding.Round(weights, rounded, Step, 127);
        return rounded;
    }
}
