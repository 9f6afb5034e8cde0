using LlsEdge.Host.Training.Float;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

public sealed class GemmTests
{
    /// <summary>Whole tiles, edges of rows and columns, less than a tile, and more than a block of the inner index.</summary>
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 8, 9, 32 }, { 7, 5, 33 }, { 24, 256, 64 }, { 25, 257, 70 }, { 64, 600, 10 }, { 9, 784, 96 }, { 33, 17, 31 }, { 4, 16, 4 }, { 6, 515, 7 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Products_are_the_sums_of_their_definition(int rows, int inner, int columns)
    {
        var random = new Random(rows + (7 * inner) + (31 * columns));
        float[] a = Values(random, rows * inner);
        float[] b = Values(random, inner * columns);
        float[] start = Values(random, rows * columns);
        float[] expected = Product(a, b, rows, inner, columns);

        float[] c = [.. start];
        Gemm.Multiply(a, b, c, rows, inner, columns);
        ShouldBeClose(c, expected);

        Gemm.MultiplyTransposedLeft(Transposed(a, rows, inner), b, c, rows, inner, columns);
        ShouldBeClose(c, expected);

        float[] added = [.. expected.Zip(start, (x, y) => x + y)];
        c = [.. start];
        Gemm.Accumulate(a, b, c, rows, inner, columns);
        ShouldBeClose(c, added);

        c = [.. start];
        Gemm.AccumulateTransposedLeft(Transposed(a, rows, inner), b, c, rows, inner, columns);
        ShouldBeClose(c, added);

        c = [.. start];
        Gemm.AccumulateTransposedRight(a, Transposed(b, inner, columns), c, rows, inner, columns);
        ShouldBeClose(c, added);
    }

    [Fact]
    public void Matrices_that_are_too_small_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Gemm.Multiply(new float[5], new float[6], new float[4], 2, 3, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => Gemm.Multiply(new float[6], new float[5], new float[4], 2, 3, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => Gemm.Multiply(new float[6], new float[6], new float[3], 2, 3, 2));
    }

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];

    private static float[] Transposed(float[] matrix, int rows, int columns) =>
        [.. Enumerable.Range(0, rows * columns).Select(i => matrix[(i % rows * columns) + (i / rows)])];

    private static float[] Product(float[] a, float[] b, int rows, int inner, int columns)
    {
        float[] c = new float[rows * columns];
        for (int i = 0; i < c.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < inner; k++)
            {
                sum += (double)a[(i / columns * inner) + k] * b[(k * columns) + (i % columns)];
            }

            c[i] = (float)sum;
        }

        return c;
    }

    private static void ShouldBeClose(float[] actual, float[] expected) =>
        actual.Zip(expected, (x, y) => Math.Abs(x - y)).Max().ShouldBeLessThan(1e-4f);
}
