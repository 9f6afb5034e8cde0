using System.Text.Json;
using LlsEdge.Host.Rules;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

/// <summary>The float64 rule against automatic differentiation of the published definition, and against finite differences.</summary>
public sealed class LlsReferenceTests
{
    public static TheoryData<BasisKind, Modulation, int, int, int, bool> Rules => new()
    {
        { BasisKind.Square, Modulation.None, 10, 10, 2, true },
        { BasisKind.Sine, Modulation.None, 3, 3, 3, true },
        { BasisKind.Antipodal, Modulation.None, 2, 2, 4, true },
        { BasisKind.Antipodal, Modulation.Matrix, 2, 2, 2, true },
        { BasisKind.Sine, Modulation.Vector, 5, 5, 4, true },
        { BasisKind.Square, Modulation.Matrix, 4, 4, 3, true },
        { BasisKind.Square, Modulation.Matrix, 20, 10, 2, true },
        { BasisKind.Random, Modulation.None, 10, 10, 2, false },
        { BasisKind.Random, Modulation.Vector, 10, 10, 2, false },
        { BasisKind.Random, Modulation.Matrix, 10, 10, 3, false },
    };

    [Fact]
    public void Agrees_with_automatic_differentiation_of_the_published_rule()
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(SharedData.Find("lls-golden.json")));
        int cases = 0;
        foreach (JsonElement golden in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            int Int(string name) => golden.GetProperty(name).GetInt32();
            double[] Numbers(string name) => golden.GetProperty(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(v => v.GetDouble())] : [];
            Modulation modulation = golden.GetProperty("rule").GetString() switch { "lls" => Modulation.None, "lls-m" => Modulation.Vector, _ => Modulation.Matrix };
            BasisKind kind = golden.GetProperty("basis").GetString() == "square" ? BasisKind.Square : BasisKind.Sine;
            var pooling = new AveragePooling(Int("channels"), Int("height"), Int("width"), Int("pool"), Int("pool"));
            double[][] basis = Basis.Create(kind, Int("rows"), pooling.Length);
            var rule = new LlsReference(pooling, basis, modulation, Int("classes"), golden.GetProperty("temperature").GetDouble());

            LlsResult result = rule.Evaluate(Numbers("activation"), Int("label"), Numbers("modulation"));

            ShouldBeClose([.. basis.SelectMany(row => row.Take(8))], Numbers("basisHead"), 1e-12);
            ShouldBeClose(result.Latent, Numbers("latent"), 1e-12);
            ShouldBeClose(result.Scores, Numbers("score"), 1e-9);
            ShouldBeClose([result.Loss], [golden.GetProperty("loss").GetDouble()], 1e-9);
            ShouldBeClose(result.ActivationGradient, Numbers("gradActivation"), 1e-9);
            ShouldBeClose(result.ModulationGradient, Numbers("gradModulation"), 1e-9);
            cases++;
        }

        cases.ShouldBe(8);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_gradient_agrees_with_finite_differences(BasisKind kind, Modulation modulation, int rows, int classes, int grid, bool normalise)
    {
        // 7×5 pixels: no grid but 1 divides both, so that cells overlap.
        var pooling = new AveragePooling(3, 7, 5, grid, grid);
        var random = new Random(grid + rows);
        double[][] basis = Basis.Create(kind, rows, pooling.Length, seed: 3);
        var rule = new LlsReference(pooling, basis, modulation, classes, 0.5, normalise);
        double[] map = [.. Enumerable.Range(0, 3 * 7 * 5).Select(_ => Basis.NextNormal(random))];
        double[] m = [.. Enumerable.Range(0, rule.ModulationLength).Select(_ => Basis.NextNormal(random))];
        LlsResult result = rule.Evaluate(map, 1, m);

        ShouldBeClose(result.ActivationGradient, Differences(map, () => rule.Evaluate(map, 1, m).Loss), 1e-7);
        ShouldBeClose(result.ModulationGradient, Differences(m, () => rule.Evaluate(map, 1, m).Loss), 1e-7);
        for (int i = 0; i < rows; i++)
        {
            ShouldBeClose(result.BasisGradient[i], Differences(basis[i], () => rule.Evaluate(map, 1, m).Loss), 1e-7);
        }
    }

    [Fact]
    public void Pooling_may_have_more_cells_than_pixels()
    {
        var pooling = new AveragePooling(1, 1, 3, 1, 6);
        pooling.Pool([1, 2, 3]).ShouldBe([1, 1, 2, 2, 3, 3]);
        pooling.Spread([1, 2, 3, 4, 5, 6]).ShouldBe([3, 7, 11]);
    }

    [Fact]
    public void A_dark_map_sends_no_signal()
    {
        var pooling = new AveragePooling(2, 4, 4, 2, 2);
        var rule = new LlsReference(pooling, Basis.Create(BasisKind.Square, 3, pooling.Length), Modulation.None, 3, 0.5);
        LlsResult result = rule.Evaluate(new double[32], 0, []);
        result.Loss.ShouldBe(Math.Log(3), 1e-12);
        result.ActivationGradient.ShouldAllBe(v => v == 0);
    }

    [Fact]
    public void The_antipodal_basis_wastes_no_position()
    {
        double[][] basis = Basis.Create(BasisKind.Antipodal, 2, 64);
        for (int t = 1; t < 64; t++)
        {
            (basis[0][t] * basis[1][t]).ShouldBe(-1);
        }

        Should.Throw<ArgumentException>(() => Basis.Create(BasisKind.Antipodal, 3, 64));
    }

    private static double[] Differences(double[] parameters, Func<double> loss)
    {
        const double step = 1e-5;
        double[] result = new double[parameters.Length];
        for (int i = 0; i < result.Length; i++)
        {
            double kept = parameters[i];
            parameters[i] = kept + step;
            double above = loss();
            parameters[i] = kept - step;
            result[i] = (above - loss()) / (2 * step);
            parameters[i] = kept;
        }

        return result;
    }

    private static void ShouldBeClose(double[] actual, double[] expected, double tolerance)
    {
        actual.Length.ShouldBe(expected.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            actual[i].ShouldBe(expected[i], tolerance);
        }
    }
}
