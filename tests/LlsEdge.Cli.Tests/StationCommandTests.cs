using System.Text.Json;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;
using LlsEdge.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

/// <summary>A virtual board with a camera: its button pressed from the command line, its camera used from the host.</summary>
public sealed class StationCommandTests : IDisposable
{
    private const int Size = 96;

    private readonly string _folder = Directory.CreateTempSubdirectory("llsedge-station-").FullName;
    private readonly ImageSet _room = Workshop.Draw(Size, 2, 1, ["nobody", "person"]);

    public StationCommandTests()
    {
        ModelDescription description = new()
        {
            Name = "station",
            FrameSize = Size,
            Downsample = 8,
            Layers = [new LayerDescription { Channels = 8, Pool = 2, FactoryRate = 0 }],
            Readout = new ReadoutDescription { Taps = [new TapDescription(0, 2)] },
        };
        Model model = ModelBuilder.Build(description, 1);
        FeatureStatistics.Set(model, _room);
        model.Readout.Learns = true;
        File.WriteAllBytes(At("model.llsm"), ModelFile.ToBytes(model));
        IdxWriter.Write(At("room"), _room);
    }

    private string[] Board => ["--camera", "mega", "--frames", At("room"), "--model", At("model.llsm")];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Presses_come_by_the_board_s_clock_and_its_outputs_are_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pseudo-terminals.");
        string[] run = ["board", "run", .. Board, "--press", "5 short, 8 double", "--seconds", "11"];

        Outcome outcome = RunningTool.Run([.. run, "--json"]).ShouldEndWell();

        outcome.Error.ShouldContain("step 1 label 1");
        outcome.Json.GetProperty("uptimeMs").GetDouble().ShouldBe(11_000, 1);
        JsonElement led = outcome.Json.GetProperty("outputs")[0];
        led.GetProperty("name").GetString().ShouldBe("LED");
        led.GetProperty("pin").GetInt32().ShouldBe(25);
        led.GetProperty("changes").GetArrayLength().ShouldBeGreaterThan(30);
        outcome.Json.GetProperty("outputs")[1].GetProperty("pin").GetInt32().ShouldBe(26);

        string text = RunningTool.Run(run).ShouldEndWell().Output;
        text.ShouldContain("s 15 blinks of 0.10 s, dark for 0.10 s between");
        text.ShouldContain("3 blinks of 0.10 s");
    }

    [Fact]
    public void What_the_camera_sees_can_be_watched_taught_and_fetched()
    {
        using RunningBoard board = RunningBoard.Start(Board);
        JsonElement watched = board.Ask("board", "watch", "--rate", "10", "--frames", "3", "--json").ShouldEndWell().Json;
        watched.GetProperty("camera").GetString().ShouldNotBeNullOrEmpty();
        watched.GetProperty("frames").GetArrayLength().ShouldBe(3);
        watched.GetProperty("frames")[2].GetProperty("frame").GetInt32().ShouldBeGreaterThan(watched.GetProperty("frames")[0].GetProperty("frame").GetInt32());
        board.Ask("board", "watch", "--frames", "1").ShouldSucceed().Output.ShouldContain("frame ");
        board.Ok("board", "watch", "--off").Json.GetProperty("watching").GetBoolean().ShouldBeFalse();

        board.Ask("board", "teach", "dog").ShouldFail(2, "no class 'dog'", "nobody, person");
        JsonElement taught = board.Ok("board", "teach", "person").Json;
        taught.GetProperty("step").GetInt32().ShouldBe(1);
        taught.GetProperty("canUndo").GetBoolean().ShouldBeTrue();
        board.Ok("undo").Json.GetProperty("stepCount").GetInt32().ShouldBe(0);
        board.Ok("board", "teach", "0").Json.GetProperty("name").GetString().ShouldBe("nobody");
        board.Ok("board", "moved");

        board.Ok("board", "snapshot", "--out", At("seen.png")).Json.GetProperty("size").GetInt32().ShouldBe(Size);
        byte[] seen = ImageFile.Read(At("seen.png")).Pixels;
        _room.Frames.ShouldContain(frame => frame.SequenceEqual(seen));
    }

    [Fact]
    public void A_board_without_a_camera_says_so()
    {
        using RunningBoard board = RunningBoard.Start("--model", At("model.llsm"));
        board.Ask("board", "watch").ShouldFail(6, "found no camera");
        board.Ask("board", "snapshot", "--out", At("seen.png")).ShouldFail(6, "no camera");
        board.Ask("board", "teach", "person").ShouldFail(6, "no camera");
        File.Exists(At("seen.png")).ShouldBeFalse();
    }

    private string At(string name) => Path.Combine(_folder, name);
}
