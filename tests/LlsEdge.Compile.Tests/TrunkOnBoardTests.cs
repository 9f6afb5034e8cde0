using LlsEdge.Host.Compile;
using LlsEdge.Host.Device;
using LlsEdge.Host.Models;
using LlsEdge.Learning;
using LlsEdge.Link;
using LlsEdge.VirtualBoard;
using Shouldly;
using Xunit;
using static LlsEdge.Compile.Tests.TrunkModels;

namespace LlsEdge.Compile.Tests;

/// <summary>A firmware built with a trunk, on the virtual board.</summary>
public class TrunkOnBoardTests
{
    [Fact]
    public void TheTailLearnsOnTheBoardAsTheCompleteModelDoesOnTheDesk()
    {
        Model model = Build(48, [8, 16, 16, 8], DrawnWeights.Ternary, 5, bits: 4, downsample: 2, learning: 1);
        model.Readout.Learns = true;
        ModelBuilder.SetRate(model.Readout, 0.03);
        TrunkSources sources = TrunkCompiler.Compile(model, "Drawn", null, "test");
        Model tail = TrunkTail.Cut(model, sources.Layers.Count);
        using var firmware = new BuiltFirmware(sources);
        using var board = VirtualEsp32.Start(firmware.Options());
        using DeviceClient client = DeviceClient.Connect(board.PortName, TestContext.Current.CancellationToken);
        client.PutModel(ModelFile.ToBytes(tail), null, TestContext.Current.CancellationToken);
        var desk = new Learner(model);
        for (int i = 0; i < 6; i++)
        {
            byte[] frame = Frame(96, i);
            TrainResult result = client.Train(frame, i % 2, TestContext.Current.CancellationToken);
            result.Predicted.ShouldBe(desk.Train(frame, i % 2));
            result.Saturations.ShouldBe(desk.Saturations);
        }

        Model taught = ModelFile.Parse(client.GetModel(null, TestContext.Current.CancellationToken), "board");
        ModelFile.ToBytes(TrunkTail.Join(taught, Build(48, [8, 16, 16, 8], DrawnWeights.Ternary, 5, bits: 4, downsample: 2, learning: 1)))
            .ShouldBe(ModelFile.ToBytes(model));
        client.Commit(TestContext.Current.CancellationToken);
        board.Meter.Phase("trunk").Calls.ShouldBe(6);
        board.Heap.PeakBytes.ShouldBeLessThanOrEqualTo(79_000);

        // The prediction that the compiler's choice rests on.
        foreach (CompiledLayer layer in sources.Layers)
        {
            double metered = (double)board.Meter.Phase($"trunk-layer-{layer.Layer}").Total.Instructions / 6;
            layer.PerFrame.Instructions.ShouldBe(metered, 0.1 * metered);
        }
    }

    [Fact]
    public void AnotherTrunksTailIsRefusedAndTheModelStays()
    {
        Model model = Build(24, [8, 8], DrawnWeights.Ternary, 1);
        Model other = Build(24, [8, 8], DrawnWeights.Ternary, 2);
        TrunkSources sources = TrunkCompiler.Compile(model, "Drawn", null, "test");
        using var firmware = new BuiltFirmware(sources);
        using var board = VirtualEsp32.Start(firmware.Options());
        using DeviceClient client = DeviceClient.Connect(board.PortName, TestContext.Current.CancellationToken);
        client.PutModel(ModelFile.ToBytes(TrunkTail.Cut(model, 2)), null, TestContext.Current.CancellationToken);
        client.Commit(TestContext.Current.CancellationToken);
        DeviceException refused = Should.Throw<DeviceException>(
            () => client.PutModel(ModelFile.ToBytes(TrunkTail.Cut(other, 2)), null, TestContext.Current.CancellationToken));
        refused.Status.ShouldBe(LinkStatus.OtherTrunk);
        refused.Message.ShouldContain("another trunk");
        Should.Throw<DeviceException>(() => client.PutModel(ModelFile.ToBytes(TrunkTail.Cut(model, 1)), null, TestContext.Current.CancellationToken))
            .Status.ShouldBe(LinkStatus.OtherTrunk);
        byte[] frame = Frame(24, 1);
        client.Predict(frame, TestContext.Current.CancellationToken).Class.ShouldBe(new Learner(model).Predict(frame));

        // A complete model goes on working: it is interpreted.
        client.PutModel(ModelFile.ToBytes(other), null, TestContext.Current.CancellationToken);
        client.Predict(frame, TestContext.Current.CancellationToken).Class.ShouldBe(new Learner(other).Predict(frame));
    }
}
