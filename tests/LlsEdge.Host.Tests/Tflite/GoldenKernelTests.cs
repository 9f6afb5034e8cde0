using LlsEdge.Host.Tflite;
using LlsEdge.Host.Tflite.Reference;
using LlsEdge.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Tflite;

/// <summary>What TensorFlow Lite's own kernels gave. Named tests are those of tflite-micro's tests (tensorflow/lite/micro/kernels/*_test.cc).</summary>
public class GoldenKernelTests
{
    // CRC-32 of all maps of DrawnNetwork 0, 1, …, on the first frame of Random(seed), as the reference kernels of tflite-micro computed them (its commit
    // 90b983c2b3f1480642e040bbd2ddb37b998f3424, MicroInterpreter with all tensors preserved).
    private static readonly uint[] s_networks =
    [
        0x2da91cf0, 0x3ed4bb39, 0xb87f9be6, 0xeca3e2dd, 0x6082cfe3, 0xc250904a, 0xccee25c2, 0x9fa55078, 0x8c00e642, 0xe4fc6215, 0xb3844da9, 0x8db2e842,
        0xb608941f, 0x8a61b25b, 0xcc50bad6, 0x692b125d, 0xf324cfa7, 0xfbcbfd87, 0x2f1094bd, 0xe1756155, 0xd1e4c9e2, 0xd390c6e1, 0xb98be693, 0xeea670aa,
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, s_networks.Length)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Drawn_networks_compute_what_TensorFlow_Lite_Micro_computed(int seed)
    {
        byte[] file = DrawnNetwork.Draw(seed);
        var import = new BackboneImport(TfliteModel.Parse(file, "drawn"));
        Backbone backbone = import.Build(import.Verdicts.Last(verdict => verdict.Map is not null));
        int length = backbone.Ops[0].InputHeight * backbone.Ops[0].InputWidth * backbone.Ops[0].InputChannels;
        byte[] frames = new byte[2 * length];
        new Random(seed).NextBytes(frames);
        sbyte[] input = [.. frames.Take(length).Select(value => (sbyte)value)];

        Checksum(ReferenceBackbone.Run(backbone, input)).ShouldBe(s_networks[seed]);

        var runner = new BackboneRunner(new Model { Backbone = backbone, FrameSize = backbone.Ops[0].InputHeight, DownsampleFactor = 1 });
        input.CopyTo(runner.Maps, backbone.Ops[0].InputPlace);
        var maps = new List<sbyte[]>();
        for (int i = 0; i < backbone.Ops.Length; i++)
        {
            BackboneOp op = backbone.Ops[i];
            runner.RunOp(i);
            maps.Add(runner.Maps[op.OutputPlace..(op.OutputPlace + (op.OutputHeight * op.OutputWidth * op.OutputChannels))]);
        }

        Checksum(maps).ShouldBe(s_networks[seed]);
    }

    [Fact]
    public void Conv_Int8Input32x1Filter32x32ShouldMatchGolden()
    {
        float[] golden =
        [
            5168, 3377, 306, -4045, -4556, -1227, 822, 1591, 5176, 3385, 314, -4037, -4548, -1219, 830, 1599,
            5184, 3393, 322, -4029, -4540, -1211, 838, 1607, 5192, 3401, 330, -4021, -4532, -1203, 846, 1615,
        ];
        byte[] weights = [.. Enumerable.Range(0, 32 * 32).Select(i => (byte)((i * 25 % 256) - 128))];
        var builder = new TfliteBuilder();
        int input = builder.Map("input", 1, 1, 32, 1, 0);
        int output = builder.Map("output", 1, 1, 32, 50, 0);
        int bias = builder.Tensor("bias", [32], TfliteType.Signed32, data: TfliteBuilder.Bytes([.. Enumerable.Range(0, 32)]));
        builder.Convolution(input, builder.Tensor("filter", [32, 1, 1, 32], TfliteType.Signed8, [1], 0, weights), bias, output, false, 1, 0);

        sbyte[] values = Run(builder, input, output, [.. Enumerable.Range(-16, 32).Select(i => (sbyte)i)]);

        // The test of tflite-micro allows one step.
        values.Select((value, i) => Math.Abs(value - Math.Round(golden[i] / 50))).Max().ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void FullyConnected_SimpleTestQuantizedInt8()
    {
        byte[] weights = [.. Enumerable.Range(0, 30).Select(i => (byte)((i % 10) + 1))];
        var builder = new TfliteBuilder();
        int input = builder.Tensor("input", [1, 10], TfliteType.Signed8, [1], -1);
        int output = builder.Tensor("output", [1, 3], TfliteType.Signed8, [0.5f], -1);
        int bias = builder.Tensor("bias", [3], TfliteType.Signed32, data: TfliteBuilder.Bytes([1, 2, 3]));
        builder.FullyConnected(input, builder.Tensor("filter", [3, 10], TfliteType.Signed8, [1], 0, weights), bias, output, 0);

        // 1, 2, 3, 4, 5, 6, 7, 8, −9, −10 and 1, 2, 3, 4, 5, 6, 7, −8, 9, −10, quantised by 1 and −1.
        Run(builder, input, output, [0, 1, 2, 3, 4, 5, 6, 7, -10, -11]).ShouldBe([47, 49, 51]);
        Run(builder, input, output, [0, 1, 2, 3, 4, 5, 6, -9, 8, -11]).ShouldBe([115, 117, 119]);
    }

    private static uint Checksum(IEnumerable<sbyte[]> maps)
    {
        byte[] bytes = [.. maps.SelectMany(map => map).Select(value => (byte)value)];
        return (uint)Crc32.Finish(Crc32.Update(Crc32.Start, bytes, 0, bytes.Length));
    }

    private static sbyte[] Run(TfliteBuilder builder, int input, int output, sbyte[] values)
    {
        var model = TfliteModel.Parse(builder.Build(input, output), "test");
        OpVerdict verdict = new OpLowering(model).Lower(model.Ops[0]);
        verdict.IsSupported.ShouldBeTrue(verdict.Note);
        int length = values.Length;
        BackboneOp op = verdict.Lowered!.Place(tensor => tensor == input ? 0 : length);
        sbyte[] expected = ReferenceKernels.Run(op, values, []);
        sbyte[] maps = [.. values, .. new sbyte[expected.Length]];
        new BackboneConvolution(op.PatchLength).Run(op, BackboneConvolution.ChooseBits(op), maps);
        maps[length..].ShouldBe(expected);
        return expected;
    }
}
