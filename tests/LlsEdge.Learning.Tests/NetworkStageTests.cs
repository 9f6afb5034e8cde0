using LlsEdge.Host.Training.Float;
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
        "conv3", "conv3 of a plane", "conv3 stride 2 of a plane", "conv3 of five", "conv3 in tiles", "conv3 stride 2", "conv1", "linear", "classifier", "depthwise", "depthwise stride 2", "activation", "activation of 32", "max-pool", "average-pool",
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
        float tolerance = name == "conv3 in tiles" ? 2e-6f * (float)expected.Max(Math.Abs) : 2e-5f;
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

    [Theory]
    [InlineData(11, 5, 4)]
    [InlineData(32, 5, 7)]
    public void An_activation_does_the_work_of_a_max_pool_behind_it(int channels, int height, int width)
    {
        var random = new Random(7);
        var shape = new FeatureShape(channels, height, width);
        float[] input = new float[Frames * shape.Length];
        Fill(input, random);
        (ActivationStage apart, MaxPoolStage pool) = Pair(shape);
        (ActivationStage both, MaxPoolStage absorbed) = Pair(shape);
        both.Absorb(absorbed);

        apart.Forward(input, Frames, PassMode.Train);
        pool.Forward(apart.Output, Frames, PassMode.Train);
        both.Forward(input, Frames, PassMode.Train);
        ShouldBeClose(absorbed.Output, pool.Output);

        Fill(pool.Error, random);
        pool.Error.CopyTo(absorbed.Error, 0);
        pool.Backward(apart.Output, Frames, apart.Error);
        ShouldGiveTheSame(both, apart, input);
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(32, true)]
    [InlineData(32, false)]
    public void An_activation_shows_its_map_to_a_rule_and_takes_the_error_from_it(int channels, bool pools)
    {
        var random = new Random(8);
        var shape = new FeatureShape(channels, 4, 6);
        float[] input = new float[Frames * shape.Length];
        Fill(input, random);
        (ActivationStage apart, _) = Pair(shape);
        (ActivationStage asks, MaxPoolStage absorbed) = Pair(shape);
        Fill(apart.Error, random);
        var rule = new GivenErrors(shape, [.. apart.Error]);
        asks.Ask(rule);
        if (pools)
        {
            asks.Absorb(absorbed);
        }

        apart.Forward(input, Frames, PassMode.Train);
        asks.Forward(input, Frames, PassMode.Train);
        ShouldBeClose(rule.Maps, apart.Output);
        ShouldGiveTheSame(asks, apart, input);
    }

    [Theory]
    [InlineData(1, 28, 32, 3, 1)]
    [InlineData(32, 14, 64, 3, 1)]
    [InlineData(6, 9, 32, 3, 2)]
    public void A_convolution_leads_the_activation_behind_it(int channels, int side, int outputs, int kernel, int stride)
    {
        var random = new Random(9);
        float[] input = new float[Frames * channels * side * side];
        Fill(input, random);
        ConvolutionStage[] convolutions = [.. Enumerable.Range(0, 2).Select(_ =>
            new ConvolutionStage(new FeatureShape(channels, side, side), outputs, kernel, stride, false, Frames, new Random(1)))];
        ActivationStage[] activations = [.. convolutions.Select(c => new ActivationStage(c.Shape, 0.01f, Frames))];
        convolutions[1].Lead(activations[1]);
        float[] error = new float[Frames * activations[0].Shape.Length];
        Fill(error, random);
        float[][] inputErrors = [new float[input.Length], new float[input.Length]];
        for (int i = 0; i < 2; i++)
        {
            convolutions[i].ExpectError();
            activations[i].ExpectError();
            convolutions[i].Forward(input, Frames, PassMode.Train);
            activations[i].Forward(convolutions[i].Output, Frames, PassMode.Train);
            error.CopyTo(activations[i].Error, 0);
            activations[i].Backward(convolutions[i].Output, Frames, convolutions[i].Error);
            convolutions[i].Backward(input, Frames, inputErrors[i]);
        }

        convolutions[1].Error.ShouldAllBe(e => e == 0, "nobody writes it");
        activations[1].Output.ShouldBe(activations[0].Output);
        inputErrors[1].ShouldBe(inputErrors[0]);
        convolutions[1].Parameters[0].Gradient.ShouldBe(convolutions[0].Parameters[0].Gradient);
    }

    [Theory]
    [InlineData(0.01f)]
    [InlineData(0f)]
    public unsafe void Sixteen_channels_at_a_time_are_as_one_value_after_the_other(float slope)
    {
        var shape = new FeatureShape(48, 5, 7);
        var random = new Random(11);
        NormKernel[] kernels = [new PlainNormKernel(shape, slope), new WideNormKernel(shape, slope)];
        float[][] inputs = [.. Enumerable.Range(0, 7).Select(i => new float[i < 2 ? shape.Length : shape.Channels])];
        foreach (float[] values in inputs)
        {
            Fill(values, random);
        }

        float[][][] results = [.. kernels.Select(_ => Enumerable.Range(0, 10).Select(i => new float[i < 4 ? shape.Length : shape.Channels]).ToArray())];
        for (int k = 0; k < 2; k++)
        {
            float[][] r = results[k];
            fixed (float* x = inputs[0], e = inputs[1], scale = inputs[2], shift = inputs[3], mean = inputs[4], factor = inputs[5], offset = inputs[6])
            fixed (float* h = r[0], pooled = r[1], centred = r[2], centredPooled = r[3], s0 = r[4], s1 = r[5], s2 = r[6], s3 = r[7], s4 = r[8], s5 = r[9])
            {
                var n = new NormChannels { Scale = scale, Shift = shift, Mean = mean, Factor = factor, Offset = offset };
                kernels[k].Apply(x, n, h);
                kernels[k].ApplyPooled(x, n, pooled);
                kernels[k].Centre(x, e, n, centred);
                kernels[k].CentrePooled(x, e, n, centredPooled);
                kernels[k].Measure(x, s0, s1);
                kernels[k].Sum(x, e, n, s2, s3);
                kernels[k].SumPooled(x, e, n, s4, s5);
            }
        }

        for (int i = 0; i < results[0].Length; i++)
        {
            ShouldBeClose(results[1][i], results[0][i]);
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
        "conv3 stride 2" => new ConvolutionStage(new FeatureShape(6, 6, 5), 33, 3, 2, false, Frames, random),
        "conv3 of a plane" => new ConvolutionStage(new FeatureShape(1, 6, 5), 32, 3, 1, false, Frames, random),
        "conv3 stride 2 of a plane" => new ConvolutionStage(new FeatureShape(1, 7, 6), 5, 3, 2, false, Frames, random),
        "conv3 of five" => new ConvolutionStage(new FeatureShape(5, 6, 5), 7, 3, 1, false, Frames, random),
        "conv1" => new ConvolutionStage(new FeatureShape(5, 4, 4), 6, 1, 1, false, Frames, random),
        "linear" => new ConvolutionStage(new FeatureShape(37, 1, 1), 40, 1, 1, false, Frames, random),
        "classifier" => new ConvolutionStage(new FeatureShape(19, 1, 1), 10, 1, 1, true, Frames, random),
        "depthwise" => new DepthwiseStage(new FeatureShape(11, 5, 6), 3, 1, Frames, random),
        "depthwise stride 2" => new DepthwiseStage(new FeatureShape(8, 5, 6), 3, 2, Frames, random),
        "activation" => new ActivationStage(new FeatureShape(11, 4, 3), 0.01f, Frames),
        "activation of 32" => new ActivationStage(new FeatureShape(32, 4, 3), 0.01f, Frames),
        "max-pool" => new MaxPoolStage(new FeatureShape(3, 5, 4), Frames),
        _ => new AveragePoolStage(new FeatureShape(5, 7, 7), 2, Frames),
    };

    /// <summary>An activation and a max-pool; one channel's scale below zero turns the order of its pixels around.</summary>
    private static (ActivationStage Activation, MaxPoolStage Pool) Pair(FeatureShape shape)
    {
        var activation = new ActivationStage(shape, 0.01f, Frames);
        var pool = new MaxPoolStage(shape, Frames);
        activation.ExpectError();
        pool.ExpectError();
        activation.Parameters[0].Values[1] = -0.7f;
        return (activation, pool);
    }

    private static void ShouldGiveTheSame(ActivationStage actual, ActivationStage expected, float[] input)
    {
        float[] expectedError = new float[input.Length];
        float[] actualError = new float[input.Length];
        expected.Backward(input, Frames, expectedError);
        actual.Backward(input, Frames, actualError);
        ShouldBeClose(actualError, expectedError);
        ShouldBeClose(actual.Parameters[0].Gradient, expected.Parameters[0].Gradient);
        ShouldBeClose(actual.Parameters[1].Gradient, expected.Parameters[1].Gradient);
    }

    private static void ShouldBeClose(float[] actual, float[] expected)
    {
        expected.ShouldContain(v => v != 0);
        actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max().ShouldBeLessThan(2e-5f * Math.Max(1, expected.Max(Math.Abs)));
    }

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

    /// <summary>A rule that keeps the maps and gives errors that were made up.</summary>
    private sealed class GivenErrors(FeatureShape shape, float[] errors) : ErrorSource
    {
        public float[] Maps { get; } = new float[errors.Length];

        public override long MacsPerFrame => 0;

        public override void Observe(int frame, ReadOnlySpan<float> map) => map.CopyTo(Maps.AsSpan(frame * shape.Length));

        public override void Compute(int frames, byte[] labels, float[] outputError)
        {
        }

        public override void Spread(int frame, Span<float> error) => errors.AsSpan(frame * shape.Length, shape.Length).CopyTo(error);
    }
}
