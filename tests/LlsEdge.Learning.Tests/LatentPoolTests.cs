using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public class LatentPoolTests
{
    [Theory]
    [InlineData(14, 4)]
    [InlineData(14, 7)]
    [InlineData(7, 2)]
    [InlineData(4, 3)]
    [InlineData(5, 5)]
    [InlineData(6, 1)]
    public void SumsAreThePapersAdaptiveAverageTimesTheCell(int size, int grid)
    {
        LatentPool.HasEqualCells(size, grid).ShouldBeTrue();
        var random = new Random(1);
        ActivationMap map = TestModels.Map(3, size, 1, () => random.Next(128));
        int[] sums = new int[3 * grid * grid];
        LatentPool.Sum(map, grid, sums);
        int cell = LatentPool.GetCellSize(size, grid);
        double[] expected = Reference.Pool(TestModels.Plain(map), 3, size, size, grid);
        for (int t = 0; t < sums.Length; t++)
        {
            ((double)sums[t]).ShouldBe(expected[t] * cell * cell, 1e-9);
        }
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(8, 3)]
    [InlineData(4, 5)]
    [InlineData(4, 0)]
    public void GridsOfUnequalCellsAreToldApart(int size, int grid)
    {
        LatentPool.HasEqualCells(size, grid).ShouldBeFalse();
    }
}
