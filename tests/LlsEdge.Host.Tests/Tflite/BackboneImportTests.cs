using LlsEdge.Host.Models;
using LlsEdge.Host.Tflite;
using LlsEdge.Host.Tflite.Reference;
using LlsEdge.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Tflite;

public class BackboneImportTests
{
    [Fact]
    public void Every_unsupported_operation_is_named_with_its_reason()
    {
        var builder = new TfliteBuilder();
        int image = builder.Map("image", 8, 8, 1, 1, -128);
        int dilated = builder.Map("dilated", 4, 4, 4, 1, 0);
        builder.Convolution(image, Weights(builder, 4, 3, 1), -1, dilated, false, 1, 0, dilation: 2);
        int tanh = builder.Map("tanh", 4, 4, 4, 1, 0);
        builder.Convolution(dilated, Weights(builder, 4, 1, 4), -1, tanh, true, 1, 4);
        int squashed = builder.Map("squashed", 4, 4, 4, 1, 0);
        builder.Plain(14, tanh, squashed);
        int mean = builder.Tensor("mean", [1, 4], TfliteType.Signed8, [1]);
        builder.Plain(TfliteOperator.Mean, squashed, mean);

        var import = new BackboneImport(TfliteModel.Parse(builder.Build(image, mean), "test"));

        import.Verdicts.Select(verdict => verdict.IsSupported).ShouldAllBe(supported => !supported);
        import.Verdicts[0].Note.ShouldContain("dilated by 2×2");
        import.Verdicts[1].Note.ShouldContain("activation");
        import.Verdicts[2].Note.ShouldContain("no such operation");
        import.Verdicts[3].Note.ShouldContain("cut before it");
        string all = Should.Throw<ModelException>(() => import.ChooseLast(null)).Message;
        all.ShouldContain("0 CONV_2D");
        all.ShouldContain("1 CONV_2D");
        all.ShouldContain("2 LOGISTIC");
        all.ShouldContain("3 MEAN");
    }

    [Fact]
    public void What_follows_the_last_map_is_left_out_unless_it_is_asked_for()
    {
        var import = new BackboneImport(TfliteModel.Parse(Classifier(), "test"));

        import.ChooseLast(null).Op.Index.ShouldBe(0);
        import.ChooseLast("1").Map.ShouldBe(new MapShape(1, 1, 4));
        import.ChooseLast("average").Op.Index.ShouldBe(1);
        import.ChooseLast("3").Op.Name.ShouldBe("FULLY_CONNECTED");
        Should.Throw<ModelException>(() => import.ChooseLast("4")).Message.ShouldContain("its own readout");
        Should.Throw<ModelException>(() => import.ChooseLast("9")).Message.ShouldContain("no operation '9'");
        import.WhyNotLast(import.Verdicts[2]).ShouldBe("it computes nothing");
    }

    [Fact]
    public void Fused_operations_compute_what_the_separate_ones_would()
    {
        // A pad of one row and column before and after, then a kernel of ones: at the corner four inputs are summed.
        var builder = new TfliteBuilder();
        int image = builder.Map("image", 4, 4, 1, 1, -128);
        int padded = builder.Map("padded", 6, 6, 1, 1, -128);
        builder.Pad(image, padded, 0, 0, 1, 1, 1, 1, 0, 0);
        int map = builder.Map("map", 4, 4, 4, 1, -128);
        int ones = builder.Tensor("ones", [4, 3, 3, 1], TfliteType.Signed8, [1], 0, [.. Enumerable.Repeat((byte)1, 36)]);
        builder.Convolution(padded, ones, -1, map, false, 1, 0);
        var import = new BackboneImport(TfliteModel.Parse(builder.Build(image, map), "test"));

        import.Verdicts[0].IsSupported.ShouldBeTrue();
        Backbone backbone = import.Build(import.ChooseLast(null));
        sbyte[] output = ReferenceBackbone.Run(backbone, [.. Enumerable.Repeat((sbyte)-118, 16)])[0];

        backbone.Ops.Length.ShouldBe(1);
        output[0].ShouldBe((sbyte)(40 - 128));
        output[4 * 5].ShouldBe((sbyte)(90 - 128));
    }

    [Fact]
    public void Three_channels_are_the_gray_frame_three_times()
    {
        var builder = new TfliteBuilder();
        int image = builder.Map("image", 4, 4, 3, 1, 0);
        int map = builder.Map("map", 4, 4, 4, 1, 0);
        int ones = builder.Tensor("ones", [4, 1, 1, 3], TfliteType.Signed8, [1], 0, [.. Enumerable.Repeat((byte)1, 12)]);
        builder.Convolution(image, ones, -1, map, true, 1, 0);
        var import = new BackboneImport(TfliteModel.Parse(builder.Build(image, map), "test"));
        Model model = BackboneModel.Build(import.Build(import.ChooseLast(null)), 1, "rgb", ["a", "b"], 2, 1);
        var runner = new BackboneRunner(model);

        runner.TakeFrame([.. Enumerable.Repeat((byte)138, 64)]);
        runner.RunOp(0);

        runner.Maps[model.Backbone.Ops[0].OutputPlace].ShouldBe((sbyte)30);
    }

    [Theory]
    [InlineData(4, 4, 2, "square gray frames")]
    [InlineData(4, 8, 1, "square gray frames")]
    public void Inputs_that_no_frame_can_be_are_refused(int height, int width, int channels, string expected)
    {
        var builder = new TfliteBuilder();
        int image = builder.Map("image", height, width, channels, 1, 0);
        int map = builder.Map("map", 4, 4, 4, 1, 0);
        int weights = builder.Tensor("weights", [4, 1, 1 + width - 4, channels], TfliteType.Signed8, [1], 0, new byte[4 * channels * (1 + width - 4)]);
        builder.Convolution(image, weights, -1, map, false, 1, 0);
        var import = new BackboneImport(TfliteModel.Parse(builder.Build(image, map), "test"));

        Should.Throw<ModelException>(() => import.Build(import.ChooseLast(null))).Message.ShouldContain(expected);
    }

    [Fact]
    public void Maps_needed_at_the_same_time_do_not_overlap()
    {
        (Dictionary<int, int> places, int length) = MapPlan.Make(new Dictionary<int, (int Length, int First, int Last)>
        {
            [1] = (10, -1, 0),
            [2] = (40, 0, 2),
            [3] = (30, 1, 2),
            [4] = (20, 2, 3),
        });

        length.ShouldBe(90);
        places[2].ShouldBe(0);
        places[3].ShouldBe(40);
        places[4].ShouldBe(70);
        places[1].ShouldBe(40);
    }

    [Theory]
    [InlineData(0.5, 1 << 30, 0)]
    [InlineData(1.0, 1 << 30, 1)]
    [InlineData(0.00073, 1605286977, -10)]
    [InlineData(0.999999999999, 1 << 30, 1)]
    [InlineData(1e-12, 0, 0)]
    [InlineData(0, 0, 0)]
    public void Factors_are_kept_as_TensorFlow_Lite_keeps_them(double factor, int multiplier, int exponent)
    {
        QuantisedScale.Of(factor).ShouldBe(new QuantisedScale(multiplier, (sbyte)exponent));
    }

    private static int Weights(TfliteBuilder builder, int outputs, int kernel, int inputs) =>
        builder.Tensor("weights", [outputs, kernel, kernel, inputs], TfliteType.Signed8, [1], 0, new byte[outputs * kernel * kernel * inputs]);

    private static byte[] Classifier()
    {
        var builder = new TfliteBuilder();
        int image = builder.Map("image", 4, 4, 1, 1, -128);
        int map = builder.Map("map", 4, 4, 4, 1, 0);
        builder.Convolution(image, Weights(builder, 4, 3, 1), -1, map, true, 1, 1);
        int average = builder.Map("average", 1, 1, 4, 1, 0);
        builder.Pool(true, map, average, false, 1, 4, 0);
        int flat = builder.Tensor("flat", [1, 4], TfliteType.Signed8, [1]);
        builder.Reshape(average, flat);
        int scores = builder.Tensor("scores", [1, 4], TfliteType.Signed8, [1]);
        builder.FullyConnected(flat, builder.Tensor("dense", [4, 4], TfliteType.Signed8, [1], 0, new byte[16]), -1, scores, 0);
        int probabilities = builder.Tensor("probabilities", [1, 4], TfliteType.Signed8, [1f / 256], -128);
        builder.Softmax(scores, probabilities);
        return builder.Build(image, probabilities);
    }
}
