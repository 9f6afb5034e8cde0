using System.Text.Json;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

/// <summary>
/// The float64 reference itself: against finite differences always, against automatic differentiation of the published code where that file is at hand.
/// </summary>
public class ReferenceTests
{
    [Theory]
    [InlineData(2, 3, 6, 2)]
    [InlineData(10, 4, 8, 4)]
    [InlineData(3, 8, 3, 1)]
    public void GradientOfLlsEqualsFiniteDifferences(int classes, int channels, int size, int grid)
    {
        var random = new Random(3);
        double[] map = [.. Enumerable.Range(0, channels * size * size).Select(_ => random.NextDouble() + 0.1)];
        double[][] basis = Reference.SquareBasis(classes, channels * grid * grid);
        double[] gradient = Reference.Lls(map, channels, size, size, grid, basis, 1, 0.5).Gradient;
        for (int i = 0; i < map.Length; i++)
        {
            const double Step = 1e-6;
            double[] changed = [.. map];
            changed[i] += Step;
            double above = Reference.Lls(changed, channels, size, size, grid, basis, 1, 0.5).Loss;
            changed[i] -= 2 * Step;
            double below = Reference.Lls(changed, channels, size, size, grid, basis, 1, 0.5).Loss;
            gradient[i].ShouldBe((above - below) / (2 * Step), 1e-7);
        }
    }

    [Theory]
    [InlineData(2, 2, 3, 6, 2)]
    [InlineData(10, 10, 4, 7, 2)]
    [InlineData(20, 4, 8, 3, 1)]
    public void GradientsOfLlsMxMEqualFiniteDifferences(int rows, int classes, int channels, int size, int grid)
    {
        const double Step = 1e-6;
        var random = new Random(5);
        double[] map = [.. Enumerable.Range(0, channels * size * size).Select(_ => random.NextDouble() + 0.1)];
        double[][] basis = Reference.SineBasis(rows, channels * grid * grid);
        double[][] m = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, classes).Select(_ => random.NextDouble() - 0.5).ToArray())];
        var result = Reference.LlsMxM(map, channels, size, size, grid, basis, m, 1, 0.5);
        double Slope(double[] values, int i)
        {
            double old = values[i];
            values[i] = old + Step;
            double above = Reference.LlsMxM(map, channels, size, size, grid, basis, m, 1, 0.5).Loss;
            values[i] = old - Step;
            double below = Reference.LlsMxM(map, channels, size, size, grid, basis, m, 1, 0.5).Loss;
            values[i] = old;
            return (above - below) / (2 * Step);
        }

        for (int i = 0; i < map.Length; i++)
        {
            result.Gradient[i].ShouldBe(Slope(map, i), 1e-7);
        }

        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < classes; j++)
            {
                result.ModulationGradient[i][j].ShouldBe(Slope(m[i], j), 1e-7);
            }
        }
    }

    [Fact]
    public void GradientOfConvolutionEqualsFiniteDifferences()
    {
        var random = new Random(4);
        double[] Draw(int n) => [.. Enumerable.Range(0, n).Select(_ => (2 * random.NextDouble()) - 1)];
        double[] input = Draw(2 * 7 * 7);
        double[] weights = Draw(4 * 2 * 9);
        double[] bias = Draw(4);
        double[] error = Draw(4 * 4 * 4);
        double[] gradient = Reference.WeightGradient(error, input, 2, 7, 4, 3, 2, 1);
        double Objective() => Reference.Convolve(input, 2, 7, weights, bias, 4, 3, 2, 1).Zip(error, (a, b) => a * b).Sum();
        for (int i = 0; i < weights.Length; i++)
        {
            double old = weights[i];
            weights[i] = old + 1e-5;
            double above = Objective();
            weights[i] = old - 1e-5;
            double below = Objective();
            weights[i] = old;
            gradient[i].ShouldBe((above - below) / 2e-5, 1e-8);
        }
    }

    [Fact]
    public void AgreesWithAutomaticDifferentiationOfThePublishedRule()
    {
        string path = SharedData.Find("lls-golden.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        int compared = 0;
        foreach (JsonElement item in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            int Number(string name) => item.GetProperty(name).GetInt32();
            double[] Numbers(string name) => [.. item.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];
            int grid = Number("pool");
            int rows = Number("rows");
            int classes = Number("classes");
            int columns = Number("channels") * grid * grid;
            string rule = item.GetProperty("rule").GetString()!;
            bool square = item.GetProperty("basis").GetString() == "square";
            double[][] basis = square ? Reference.SquareBasis(rows, columns) : Reference.SineBasis(rows, columns);
            double[] flat = rule == "lls" ? [.. Enumerable.Repeat(1.0, classes)] : Numbers("modulation");
            bool diagonal = rule is "lls" or "lls-m";
            double Entry(int i, int j) => diagonal ? (i == j ? flat[i] : 0) : flat[(i * classes) + j];
            double[][] m = [.. Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, classes).Select(j => Entry(i, j)).ToArray())];
            double temperature = item.GetProperty("temperature").GetDouble();
            double[] map = Numbers("activation");
            var result = Reference.LlsMxM(map, Number("channels"), Number("height"), Number("width"), grid, basis, m, Number("label"), temperature);
            result.Loss.ShouldBe(item.GetProperty("loss").GetDouble(), 1e-9);
            double[] expected = Numbers("gradActivation");
            for (int i = 0; i < expected.Length; i++)
            {
                result.Gradient[i].ShouldBe(expected[i], 1e-9);
            }

            if (rule != "lls")
            {
                double[] slopes = Numbers("gradModulation");
                double[] own = diagonal ? [.. result.ModulationGradient.Select((row, i) => row[i])] : [.. result.ModulationGradient.SelectMany(row => row)];
                own.Length.ShouldBe(slopes.Length);
                for (int i = 0; i < own.Length; i++)
                {
                    own[i].ShouldBe(slopes[i], 1e-9);
                }
            }

            compared++;
        }

        compared.ShouldBe(8);
    }
}
