using LlsEdge.Host.Device;
using LlsEdge.Host.Models;
using LlsEdge.Link;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Link;

public class ModelTransferTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_model_arrives_whole_over_a_bad_line()
    {
        var file = MakeFile();
        file.Length.ShouldBeGreaterThan(40 * LinkProtocol.MaxPayload);
        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect(new LinkTimeouts { Answer = TimeSpan.FromSeconds(30) });
        line.ToBoard = new Faults(5, 0.1);
        line.ToHost = new Faults(6, 0.1);
        var progress = new List<double>();
        client.PutModel(file, progress.Add, Cancellation);
        line.Board.ModelBytes.ToArray().ShouldBe(file);
        line.Board.ModelPuts.ShouldBe(1);
        progress.ShouldBeInOrder();
        progress[^1].ShouldBe(1);
    }

    [Fact]
    public void A_model_is_read_back_whole_over_a_bad_line()
    {
        var file = MakeFile();
        using var line = new SimulatedLine(new PretendBoard { LiveModel = file });
        using var client = line.Connect(new LinkTimeouts { Answer = TimeSpan.FromSeconds(30) });
        line.ToBoard = new Faults(7, 0.1);
        line.ToHost = new Faults(8, 0.1);
        client.GetModel(null, Cancellation).ShouldBe(file);
    }

    [Theory]
    [InlineData("empty", "truncated")]
    [InlineData("cut", "truncated")]
    [InlineData("foreign", "not an LlsEdge model")]
    [InlineData("flipped", "damaged")]
    [InlineData("longer", "after its end")]
    public void An_unusable_file_never_reaches_the_board(string what, string words)
    {
        var file = MakeFile();
        switch (what)
        {
            case "empty":
                file = [];
                break;
            case "cut":
                file = file[..(file.Length / 2)];
                break;
            case "foreign":
                file = "PNG or whatever, long enough to have a header and more of it"u8.ToArray();
                break;
            case "flipped":
                file[^7] ^= 4;
                break;
            default:
                file = [.. file, 0];
                break;
        }

        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect();
        var asked = 0;
        line.Board.OnRequest = _ =>
        {
            asked++;
            return LinkStatus.Ok;
        };
        var error = Should.Throw<DeviceException>(() => client.PutModel(file, null, Cancellation));
        error.Kind.ShouldBe(DeviceErrorKind.BadModelFile);
        error.Message.ShouldContain(words);
        asked.ShouldBe(0);
    }

    [Fact]
    public void A_full_drive_is_reported_as_such_though_pieces_behind_it_fail_too()
    {
        using var line = new SimulatedLine(new PretendBoard());
        using var client = line.Connect();
        var pieces = 0;
        line.Board.OnRequest = type =>
        {
            pieces += type == (int)MessageType.ModelChunk ? 1 : 0;
            return pieces < 10 || type != (int)MessageType.ModelChunk ? LinkStatus.Ok : pieces == 10 ? LinkStatus.StorageFull : LinkStatus.BadOffset;
        };
        var error = Should.Throw<DeviceException>(() => client.PutModel(MakeFile(), null, Cancellation));
        error.Status.ShouldBe(LinkStatus.StorageFull);
        client.GetInfo(Cancellation).Model.ShouldNotBeNull();
    }

    private static byte[] MakeFile()
    {
        var description = new ModelDescription
        {
            Name = "test",
            Layers = [new LayerDescription { Channels = 16, Pool = 2 }, new LayerDescription { Channels = 64, Pool = 2 }],
            Readout = new ReadoutDescription { Taps = [new TapDescription(1, 2)] },
        };
        return ModelFile.ToBytes(ModelBuilder.Build(description, 1));
    }
}
