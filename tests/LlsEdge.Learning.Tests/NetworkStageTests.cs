using LlsEdge.Host.Training.Networks;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

/// <summary>Every stage of the float trainer, forward and backward, against float64.</summary>
public sealed class NetworkStageTests
{
    // More than one chunk, and a last one that is not full.
    private const int Frames = Chunks.Frames + 3;

    public static TheoryData<string> Stages =>
    [
        "conv3", "conv3 in tiles", "conv3 stride 2", "conv1", "linear", "classifier", "depthwise", "depthwise stride 2", "activation", "max-pool", "average-pool",
    ];

    [Theory]
    [MemberData(nameof(Stages))]
    public void Output_and_gradients_agree_with_float64(string name)
    {
        var random = new Random(5);
        Stage stage = Create(name, random);
        foreach (Parameter parameter in stage.Parameters)
        {
            Fill(parameter.Values, random);
        }

        float[] input = new float[Frames * stage.Input.Length];
        float[] direction = new float[Frames * stage.Shape.Length];
        Fill(input, random);
        Fill(direction, random);
        stage.ExpectError();
        stage.Forward(input, Frames, PassMode.Train);
        direction.CopyTo(stage.Error, 0);
        float[] inputError = [.. Enumerable.Repeat(7f, input.Length)];
        stage.Backward(input, Frames, inputError);

        double[] exactInput = [.. input.Select(v => (double)v)];
        double[][] parameters = [.. stage.Parameters.Select(p => p.Values.Select(v => (double)v).ToArray())];
        double[] expected = NetworkReference.Forward(stage, parameters, exactInput, Frames);

        // Sums of products of tiles pass through larger numbers.
        float tolerance = name == "conv3 in tiles" ? 3e-6f * (float)expected.Max(Math.Abs) : 2e-5f;
        for (int i = 0; i < expected.Length; i++)
        {
            stage.Output[i].ShouldBe((float)expected[i], tolerance);
        }

        double Loss() => NetworkReference.Forward(stage, parameters, exactInput, Frames).Zip(direction, (v, d) => v * d).Sum();
        ShouldBeDerivatives(inputError, exactInput, Loss, random);
        for (int p = 0; p < parameters.Length; p++)
        {
            ShouldBeDerivatives(stage.Parameters[p].Gradient, parameters[p], Loss, random);
        }
    }

    [Fact]
    public void Batch_norm_is_evaluated_by_what_it_estimated()
    {
        var random = new Random(1);
        var stage = new ActivationStage(new FeatureShape(3, 4, 4), 0.01f, Frames);
        float[] input = new float[Frames * stage.Input.Length];
        Fill(input, random);
        stage.Forward(input, Frames, PassMode.Estimate);
        float[] estimated = [.. stage.Output];
        stage.Forward(input, Frames, PassMode.Evaluate);
        for (int i = 0; i < estimated.Length; i++)
        {
            // The estimate is the variance of the population, the batch's own that of the sample.
            stage.Output[i].ShouldBe(estimated[i], 0.01f);
        }
    }

    private static Stage Create(string name, Random random) => name switch
    {
        "conv3" => new ConvolutionStage(new FeatureShape(3, 6, 5), 7, 3, 1, false, Frames, random),
        "conv3 in tiles" => new ConvolutionStage(new FeatureShape(32, 7, 8), 64, 3, 1, false, Frames, random),
        "conv3 stride 2" => new ConvolutionStage(new FeatureShape(4, 6, 5), 33, 3, 2, false, Frames, random),
        "conv1" => new ConvolutionStage(new FeatureShape(5, 4, 4), 6, 1, 1, false, Frames, random),
        "linear" => new ConvolutionStage(new FeatureShape(37, 1, 1), 40, 1, 1, false, Frames, random),
        "classifier" => new ConvolutionStage(new FeatureShape(19, 1, 1), 10, 1, 1, true, Frames, random),
        "depthwise" => new DepthwiseStage(new FeatureShape(11, 5, 6), 3, 1, Frames, random),
        "depthwise stride 2" => new DepthwiseStage(new FeatureShape(8, 5, 6), 3, 2, Frames, random),
        "activation" => new ActivationStage(new FeatureShape(11, 4, 3), 0.01f, Frames),
        "max-pool" => new MaxPoolStage(new FeatureShape(3, 5, 4), Frames),
        _ => new AveragePoolStage(new FeatureShape(5, 7, 7), 2, Frames),
    };

    private static void Fill(float[] values, Random random)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (2 * random.NextSingle()) - 1;
        }
    }

    private static void ShouldBeDerivatives(float[] gradient, double[] values, Func<double> loss, Random random)
    {
        const double step = 1e-6;
        gradient.Length.ShouldBe(values.Length);
        for (int n = 0; n < Math.Min(25, values.Length); n++)
        {
            int i = random.Next(values.Length);
            double kept = values[i];
            values[i] = kept + step;
            double above = loss();
            values[i] = kept - step;
            double below = loss();
            values[i] = kept;
            gradient[i].ShouldBe((float)((above - below) / (2 * step)), 1e-4f * (1 + gradient.Max(Math.Abs)));
        }
    }
}
