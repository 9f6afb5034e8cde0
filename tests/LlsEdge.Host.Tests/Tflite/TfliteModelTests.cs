using LlsEdge.Host.Models;
using LlsEdge.Host.Tflite;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Tflite;

public class TfliteModelTests
{
    [Fact]
    public void A_file_is_read_as_it_was_written()
    {
        var builder = new TfliteBuilder();
        int image = builder.Map("image", 8, 8, 1, 0.5f, -128);
        int weights = builder.Tensor("weights", [4, 3, 3, 1], TfliteType.Signed8, [1, 2, 3, 4], 0, [.. Enumerable.Range(0, 36).Select(i => (byte)(i - 18))], 0);
        int bias = builder.Tensor("bias", [4], TfliteType.Signed32, data: TfliteBuilder.Bytes([1, -2, 3, -4]));
        int map = builder.Map("map", 4, 4, 4, 0.25f, 7);
        builder.Convolution(image, weights, bias, map, true, 2, 3);

        TfliteModel model = TfliteModel.Parse(builder.Build(image, map), "test");

        model.Inputs.ShouldBe([image]);
        TfliteOp op = model.Ops.ShouldHaveSingleItem();
        op.Name.ShouldBe("CONV_2D");
        op.Inputs.ShouldBe([image, weights, bias]);
        op.Outputs.ShouldBe([map]);
        op.Options.ShouldBe(new TfliteOptions(true, 2, 2, Activation: 3));
        model.Tensors[map].ZeroPoint.ShouldBe(7);
        model.Tensors[map].Scale.ShouldBe(0.25f);
        model.Tensors[map].IsConstant.ShouldBeFalse();
        model.Tensors[weights].Scales.ShouldBe([1, 2, 3, 4]);
        model.Tensors[weights].ToSBytes().ShouldBe([.. Enumerable.Range(-18, 36).Select(i => (sbyte)i)]);
        model.Tensors[bias].ToInt32s().ShouldBe([1, -2, 3, -4]);
        model.Tensors[bias].Describe().ShouldBe("4 INT32");
    }

    [Fact]
    public void A_foreign_or_missing_file_is_called_so()
    {
        Should.Throw<ModelException>(() => TfliteModel.Parse("no model at all"u8.ToArray(), "photo.tflite")).Message.ShouldContain("photo.tflite is not a TensorFlow Lite model");
        Should.Throw<ModelException>(() => TfliteModel.Load("nowhere.tflite")).Message.ShouldContain("Cannot read nowhere.tflite");
    }

    [Fact]
    public void A_truncated_file_ends_in_one_sentence()
    {
        byte[] file = DrawnNetwork.Draw(1);
        for (int length = 0; length < file.Length; length += 7)
        {
            Should.Throw<ModelException>(() => Import(file[..length]));
        }
    }

    [Fact]
    public void Damage_never_ends_in_another_exception()
    {
        byte[] file = DrawnNetwork.Draw(2);
        var random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 3000; i++)
        {
            byte[] damaged = [.. file];

            // Most of the file are weights: the tables lie before and between them.
            int at = i < 2000 ? random.Next(Math.Min(2000, file.Length)) : random.Next(file.Length);
            damaged[at] = (byte)random.Next(256);
            damaged[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                Import(damaged);
            }
            catch (ModelException)
            {
                refused++;
            }
        }

        refused.ShouldBeGreaterThan(500);
    }

    private static void Import(byte[] file)
    {
        var import = new BackboneImport(TfliteModel.Parse(file, "test"));
        import.Build(import.ChooseLast(null));
    }
}
