using LlsEdge.Host.Rules;
using LlsEdge.Host.Training.Networks;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

/// <summary>The batched rule in float against the float64 rule.</summary>
public sealed class LocalSourceTests
{
    private const int Frames = Chunks.Frames + 5;

    [Theory]
    [MemberData(nameof(LlsReferenceTests.Rules), MemberType = typeof(LlsReferenceTests))]
    public void Agrees_with_the_reference(BasisKind kind, Modulation modulation, int rows, int classes, int grid, bool normalise)
    {
        var shape = new FeatureShape(6, 7, 5);
        var pooling = new AveragePooling(6, 7, 5, grid, grid);
        double[][] basis = Basis.Create(kind, rows, pooling.Length, seed: 2);
        var reference = new LlsReference(pooling, basis, modulation, classes, 0.5, normalise);
        var random = new Random(grid);
        float[] factors = [.. Enumerable.Range(0, reference.ModulationLength).Select(_ => (float)Basis.NextNormal(random))];
        var source = new LocalSource(shape, new CellAverage(shape, grid, grid), basis, true, modulation, [.. factors], classes, 0.5, normalise, Frames);
        float[] map = [.. Enumerable.Range(0, Frames * shape.Length).Select(_ => (float)Basis.NextNormal(random))];
        byte[] labels = [.. Enumerable.Range(0, Frames).Select(f => (byte)(f % classes))];
        float[] error = new float[map.Length];

        Run(source, map, Frames, labels, [], error);

        double[] exactMap = [.. map.Select(v => (double)v)];
        double[] exactFactors = [.. factors.Select(v => (double)v)];
        LlsResult[] results = [.. labels.Select((label, f) => reference.Evaluate(NetworkReference.Planes(shape, exactMap, f), label, exactFactors))];
        double[] exactError = [.. error.Select(v => (double)v * Frames)];
        for (int f = 0; f < Frames; f++)
        {
            ShouldBeClose(NetworkReference.Planes(shape, exactError, f), results[f].ActivationGradient);
        }

        Parameter learntBasis = source.Parameters[^1];
        ShouldBeClose(Mean(learntBasis.Gradient.Length, results, r => [.. r.BasisGradient.SelectMany(row => row)]), learntBasis.Gradient);
        if (modulation != Modulation.None)
        {
            ShouldBeClose(Mean(factors.Length, results, r => r.ModulationGradient), source.Parameters[0].Gradient);
        }
    }

    [Fact]
    public void A_dark_frame_gets_no_error()
    {
        var shape = new FeatureShape(4, 4, 4);
        double[][] basis = Basis.Create(BasisKind.Square, 3, 16);
        var source = new LocalSource(shape, new CellAverage(shape, 2, 2), basis, false, Modulation.None, [], 3, 0.5, true, 1);
        float[] error = [.. Enumerable.Repeat(1f, 64)];
        Run(source, new float[64], 1, [0], [], error);
        error.ShouldAllBe(e => e == 0);
    }

    [Fact]
    public void Feedback_alignment_sends_the_output_error_through_one_fixed_matrix()
    {
        var source = new FeedbackSource(new FeatureShape(2, 3, 3), 3, targetsOnly: false, new Random(1), 3);
        float[] units = new float[3 * 18];
        Run(source, [], 3, [0, 0, 0], [1, 0, 0, 0, 1, 0, 0, 0, 1], units);
        float[] mixed = new float[18];
        Run(source, [], 1, [2], [0.5f, -2, 0.25f], mixed);
        for (int i = 0; i < 18; i++)
        {
            mixed[i].ShouldBe((0.5f * units[i]) - (2 * units[18 + i]) + (0.25f * units[36 + i]), 1e-6f);
        }
    }

    [Fact]
    public void Target_projection_sends_the_label_and_nothing_else()
    {
        var shape = new FeatureShape(2, 3, 3);
        var feedback = new FeedbackSource(shape, 3, targetsOnly: false, new Random(1), 3);
        var projection = new FeedbackSource(shape, 3, targetsOnly: true, new Random(1), 3);
        float[] expected = new float[36];
        float[] actual = new float[36];
        Run(feedback, [], 2, [0, 0], [0, -0.5f, 0, -0.5f, 0, 0], expected);
        Run(projection, [], 2, [1, 0], [9, 9, 9, 9, 9, 9], actual);
        actual.ShouldBe(expected);
    }

    private static double[] Mean(int length, LlsResult[] results, Func<LlsResult, double[]> choose)
    {
        double[][] chosen = [.. results.Select(choose)];
        return [.. Enumerable.Range(0, length).Select(i => chosen.Average(v => v[i]))];
    }

    private static void ShouldBeClose(double[] actual, double[] expected)
    {
        double scale = 1 + expected.Max(Math.Abs);
        for (int i = 0; i < actual.Length; i++)
        {
            actual[i].ShouldBe(expected[i], 1e-5 * scale);
        }
    }

    private static void ShouldBeClose(double[] expected, float[] actual) => ShouldBeClose([.. actual.Select(v => (double)v)], expected);

    /// <summary>Shows a source a batch's maps and takes the errors from it.</summary>
    private static void Run(ErrorSource source, float[] map, int frames, byte[] labels, float[] outputError, float[] error)
    {
        int mapLength = map.Length / frames;
        int errorLength = error.Length / frames;
        for (int f = 0; f < frames; f++)
        {
            source.Observe(f, map.AsSpan(f * mapLength, mapLength));
        }

        source.Compute(frames, labels, outputError);
        for (int f = 0; f < frames; f++)
        {
            source.Spread(f, error.AsSpan(f * errorLength, errorLength));
        }
    }
}
