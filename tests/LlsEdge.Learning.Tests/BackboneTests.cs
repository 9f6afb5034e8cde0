using FsCheck;
using FsCheck.Fluent;
using LlsEdge.Host.Models;
using LlsEdge.Host.Tests.Tflite;
using LlsEdge.Host.Tflite;
using LlsEdge.Host.Tflite.Reference;
using LlsEdge.VirtualBoard;
using Shouldly;
using Xunit;

namespace LlsEdge.Learning.Tests;

/// <summary>The board's kernels of a backbone against the reference arithmetic; the file; the board against the desk.</summary>
public class BackboneTests
{
    [Fact]
    public void KernelsAreTheReferenceOnAnyNetworkAndFrame()
    {
        Prop.ForAll(Gen.Choose(1000, 1_000_000).ToArbitrary(), seed =>
        {
            (Backbone backbone, _) = Import(DrawnNetwork.Draw(seed));
            Model model = new() { Backbone = backbone, FrameSize = backbone.Ops[0].InputHeight, DownsampleFactor = 1 };
            byte[] frame = new byte[model.FrameSize * model.FrameSize];
            new Random(seed).NextBytes(frame);
            ReferenceBackbone.FindDifference(model, frame).ShouldBe(-1, $"network {seed}");
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void KernelsAreTheReferenceAtTheEndsOfTheirRange()
    {
        // Weights, inputs, biases and scales that saturate, round halves both ways, and need every bit of a sum.
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            bool depthwise = random.Next(2) == 0;
            int size = random.Next(1, 9);
            int kernel = random.Next(1, Math.Min(4, size) + 1);
            int stride = random.Next(1, 4);
            int padding = random.Next(kernel);
            int channels = random.Next(1, depthwise ? 9 : 41);
            int outputs = depthwise ? channels : random.Next(1, 10);
            int rows = ((size + padding - 1) / stride) + 1;
            int at = size * size * channels;
            sbyte[] extremes = [-128, -127, 0, 127];
            sbyte Draw() => random.Next(3) == 0 ? extremes[random.Next(4)] : (sbyte)random.Next(-128, 128);
            var lowered = new LoweredOp
            {
                Kind = depthwise ? BackboneOp.Depthwise : BackboneOp.Convolution,
                Input = 0,
                Output = 1,
                InputShape = new MapShape(size, size, channels),
                OutputShape = new MapShape(random.Next(1, rows + 1), random.Next(1, rows + 1), outputs),
                KernelHeight = kernel,
                KernelWidth = kernel,
                StrideHeight = stride,
                StrideWidth = stride,
                PaddingTop = padding,
                PaddingLeft = padding,
                InputZero = Draw(),
                OutputZero = Draw(),
                Least = -128,
                Most = random.Next(-128, 128),
                Weights = [.. Enumerable.Range(0, kernel * kernel * channels * (depthwise ? 1 : outputs)).Select(_ => Draw())],
                Bias = [.. Enumerable.Range(0, outputs).Select(_ => random.Next(-1 << 24, 1 << 24))],
                Scales = [.. Enumerable.Range(0, outputs).Select(_ => new QuantisedScale(random.Next(1 << 30, int.MaxValue), (sbyte)random.Next(-31, 2)))],
            };
            BackboneOp op = lowered.Place(tensor => tensor * at);
            sbyte[] input = [.. Enumerable.Range(0, at).Select(_ => Draw())];
            sbyte[] expected = ReferenceKernels.Run(op, input, []);
            sbyte[] maps = [.. input, .. new sbyte[expected.Length]];
            if (depthwise)
            {
                BackboneDepthwise.Run(op, maps, new int[Backbone.LargestMap]);
            }
            else
            {
                new BackboneConvolution(op.PatchLength).Run(op, BackboneConvolution.ChooseBits(op), maps);
            }

            maps[at..].ShouldBe(expected, $"seed {seed}");
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BoardAndDeskEndWithTheSameModel(bool tail)
    {
        byte[] start = ModelFile.ToBytes(Build(tail));
        var desk = new Learner(ModelFile.Parse(start, "test"));
        using FirmwareImage image = FirmwareImage.Load(VirtualBoardOptions.DefaultFirmwarePath, new VirtualBoardOptions { HeapBytes = 200_000 });
        dynamic reader = image.Create("LlsEdge.Learning.ModelReader");
        reader.Accept(start, 0, start.Length);
        ((int)reader.Status).ShouldBe(ModelStatus.Complete);
        object model = reader.Model;
        dynamic board = image.Create("LlsEdge.Learning.Learner", model);
        board.Train(TestModels.Frame(32, 0), 0);
        desk.Train(TestModels.Frame(32, 0), 0);
        long allocated = image.Heap.AllocatedBytes;
        for (int i = 1; i < 30; i++)
        {
            byte[] frame = TestModels.Frame(32, i);
            ((int)board.Train(frame, i % 2)).ShouldBe(desk.Train(frame, i % 2));
            ((int)board.Saturations).ShouldBe(desk.Saturations);
        }

        // A step allocates nothing.
        image.Heap.AllocatedBytes.ShouldBe(allocated);
        dynamic file = image.Create("LlsEdge.Learning.ModelImage", model);
        byte[] end = new byte[(int)file.Length];
        file.CopyTo(0, end, 0, end.Length);
        end.ShouldBe(ModelFile.ToBytes(desk.Model));
        end.ShouldNotBe(start);
    }

    [Fact]
    public void RehearsalWorksAboveABackbone()
    {
        Model model = Build(tail: true);
        var learner = new Learner(model);
        learner.Remember(4).ShouldBeTrue();
        learner.Train(TestModels.Frame(32, 1), 1);
        short[] before = [.. model.Layers[1].Masters];
        learner.Rehearse();
        model.Layers[1].Masters.ShouldNotBe(before);
        new Learner(Build(tail: false)).Remember(4).ShouldBeFalse();
    }

    [Fact]
    public void TheReadoutSeesTheBackbonesMap()
    {
        Model model = Build(tail: false);
        var learner = new Learner(model, keepsMaps: true);
        byte[] frame = TestModels.Frame(32, 3);
        learner.Predict(frame);
        var runner = new BackboneRunner(model);
        runner.TakeFrame(frame);
        for (int i = 0; i < model.Backbone.Ops.Length; i++)
        {
            runner.RunOp(i);
        }

        BackboneOp last = model.Backbone.Ops[^1];
        ActivationMap map = learner.GetActivations(0);
        for (int y = 0; y < last.OutputHeight; y++)
        {
            for (int x = 0; x < last.OutputWidth; x++)
            {
                for (int k = 0; k < last.OutputChannels; k++)
                {
                    int q = runner.Maps[last.OutputPlace + (((y * last.OutputWidth) + x) * last.OutputChannels) + k];
                    ((int)map.Values[(k * map.PlaneLength) + ((y + map.Border) * map.RowLength) + x + map.Border]).ShouldBe(Math.Clamp((q - last.OutputZero) >> 1, 0, 127));
                }
            }
        }
    }

    [Fact]
    public void RoundTripKeepsEveryByteWhateverThePieces()
    {
        byte[] bytes = ModelFile.ToBytes(Build(tail: true));
        bytes[4].ShouldBe((byte)ModelFormat.BackboneVersion);
        ModelFile.ToBytes(ModelFile.Parse(bytes, "test")).ShouldBe(bytes);
        foreach (int size in new[] { 1, 7, 64, 500 })
        {
            var reader = new ModelReader();
            for (int at = 0; at < bytes.Length; at += size)
            {
                reader.Status.ShouldBe(ModelStatus.Incomplete);
                reader.Accept(bytes, at, Math.Min(size, bytes.Length - at));
            }

            reader.Status.ShouldBe(ModelStatus.Complete);
            ModelFile.ToBytes(reader.Model).ShouldBe(bytes);
        }
    }

    [Fact]
    public void EveryTruncationIsIncomplete()
    {
        byte[] bytes = ModelFile.ToBytes(Build(tail: true));
        for (int length = 0; length < bytes.Length; length += length < 1000 ? 1 : 37)
        {
            Should.Throw<ModelException>(() => ModelFile.Parse(bytes[..length], "cut.llsm")).Message.ShouldContain("truncated");
        }
    }

    [Fact]
    public void EveryFlippedBitIsFound()
    {
        byte[] bytes = ModelFile.ToBytes(Build(tail: false));
        var random = new Random(5);
        for (int n = 0; n < 2000; n++)
        {
            int at = n < 500 ? n : random.Next(bytes.Length);
            byte[] damaged = [.. bytes];
            damaged[at] ^= (byte)(1 << random.Next(8));
            var reader = new ModelReader();
            reader.Accept(damaged, 0, damaged.Length);
            reader.Model.ShouldBeNull($"byte {at}");
        }
    }

    [Fact]
    public void AHostileFileRunsOrIsRefusedButNeverFails()
    {
        byte[] bytes = ModelFile.ToBytes(Build(tail: false));
        int header = ModelFormat.ReadUInt16(bytes, 6);
        var random = new Random(6);
        int ran = 0;
        for (int n = 0; n < 4000; n++)
        {
            byte[] hostile = [.. bytes];
            for (int i = random.Next(3); i >= 0; i--)
            {
                hostile[random.Next(4) == 0 ? random.Next(16, bytes.Length) : random.Next(40, header)] = (byte)random.Next(256);
            }

            // With the right checksum.
            int state = Crc32.Update(Crc32.Start, hostile, 0, ModelFormat.ChecksumOffset);
            ModelFormat.WriteInt32(hostile, ModelFormat.ChecksumOffset, Crc32.Finish(Crc32.Update(state, hostile, ModelFormat.ChecksumOffset + 4, hostile.Length - ModelFormat.ChecksumOffset - 4)));
            var reader = new ModelReader();
            reader.Accept(hostile, 0, hostile.Length);
            if (reader.Model is { FrameSize: 32 } model)
            {
                new Learner(model).Train(TestModels.Frame(32, n), 1);
                ran++;
            }
        }

        ran.ShouldBeInRange(100, 3900);
    }

    [Fact]
    public void AModelWithoutABackboneIsWrittenAsEver()
    {
        byte[] bytes = ModelFile.ToBytes(TestModels.Build());
        bytes[4].ShouldBe((byte)ModelFormat.Version);

        // The same bytes under the other version lack a part.
        bytes[4] = ModelFormat.BackboneVersion;
        var reader = new ModelReader();
        reader.Accept(bytes, 0, bytes.Length);
        reader.Status.ShouldBe(ModelStatus.BadHeader);
    }

    private static (Backbone Backbone, float Step) Import(byte[] file)
    {
        var import = new BackboneImport(TfliteModel.Parse(file, "drawn"));
        OpVerdict last = import.ChooseLast(null);
        return (import.Build(last), import.OutputOf(last.Op)!.Scale);
    }

    private static Model Build(bool tail)
    {
        (Backbone backbone, float step) = Import(DrawnNetwork.Draw(32, 16));
        Model model = BackboneModel.Build(backbone, step, "drawn", ["nobody", "person"], 2, 1);
        return tail ? BackboneModel.AppendTail(model) : model;
    }
}
