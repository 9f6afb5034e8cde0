using LlsEdge.Host.Data;
using LlsEdge.Host.Device;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;
using LlsEdge.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

/// <summary>The board's journal in every format, and followed while the board is taught by its button.</summary>
public sealed class LogTests : IDisposable
{
    private const int Size = 96;

    private readonly string _folder = Directory.CreateTempSubdirectory("llsedge-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_journal_is_the_same_in_every_format()
    {
        using RunningBoard board = RunningBoard.StartOn("--tcp", "0", "--model", MakeModel());
        board.Ok("train", "--data", MakeRoom(), "--limit", "2", "--log", At("train.jsonl"));

        board.Ok("log", "--out", At("log.jsonl")).Json.GetProperty("count").GetInt32().ShouldBeGreaterThan(3);
        board.Ok("log", "--out", At("log.csv"));
        board.Ok("log", "--out", At("log.json"));
        string lines = File.ReadAllText(At("log.jsonl"));
        board.Ask("log", "--jsonl").ShouldSucceed().Output.ShouldBe(lines);
        lines.ShouldEndWith(File.ReadAllText(At("train.jsonl")));

        foreach (string file in (string[])["log.csv", "log.json"])
        {
            JournalReader.ReadFile(At(file)).Select(JournalJson.WriteLine).ShouldBe(lines.TrimEnd('\n').Split('\n'));
        }

        board.Ask("log", "--csv", "--jsonl").ShouldFail(2, "exclude each other");
    }

    [Fact]
    public void A_board_that_its_button_teaches_is_followed_and_the_file_goes_on()
    {
        string room = MakeRoom();
        using RunningBoard board = RunningBoard.Start("--camera", "mega", "--frames", room, "--model", MakeModel(), "--press", "6 short, 9 short");
        string log = At("lessons.jsonl");

        using (RunningTool follower = board.Begin("log", "--follow"))
        {
            ReadUntil(follower, "by button");
            follower.Interrupt();
            Outcome end = follower.Finish();
            end.ExitCode.ShouldBe(0);
            end.Error.ShouldContain("of them training steps");
        }

        // Half a line, as a pulled plug leaves it, and a record that the file has already.
        string first = board.Ask("log", "--jsonl").ShouldSucceed().Output.Split('\n')[0];
        File.WriteAllText(log, first + "\n{\"sequence\":2,\"ki");
        using (RunningTool follower = board.Begin("log", "--follow", "--out", log, "--json"))
        {
            WaitUntil(() => File.ReadAllText(log).Split("\"button\"").Length > 2);
            follower.Interrupt();
            Outcome end = follower.Finish();
            end.ExitCode.ShouldBe(0, end.Error);
            end.Json.GetProperty("file").GetString().ShouldBe(log);
        }

        File.ReadAllText(log).ShouldBe(board.Ask("log", "--jsonl").ShouldSucceed().Output);
    }

    [Fact]
    public void A_file_that_cannot_be_gone_on_with_is_refused_before_anything_is_written()
    {
        using RunningBoard board = RunningBoard.StartOn("--tcp", "0");
        board.Ask("log", "--follow", "--out", At("log.json")).ShouldFail(2, ".jsonl or .csv");
        File.WriteAllText(At("letter.jsonl"), "Dear all,\n");
        board.Ask("log", "--follow", "--out", At("letter.jsonl")).ShouldFail(3, "no log");
        File.ReadAllText(At("letter.jsonl")).ShouldBe("Dear all,\n");
        board.Ok("log", "--out", At("object.json"));
        File.Move(At("object.json"), At("object.jsonl"));
        board.Ask("log", "--follow", "--out", At("object.jsonl")).ShouldFail(3, "another format than its name says");
        File.WriteAllText(At("other.jsonl"), "{\"sequence\":900,\"kind\":\"put\",\"step\":0,\"code\":0}\n");
        board.Ask("log", "--follow", "--out", At("other.jsonl")).ShouldFail(2, "ends with record 900", "another board");
    }

    private static void ReadUntil(RunningTool tool, string part)
    {
        string? line;
        do
        {
            line = tool.ReadLine();
        }
        while (line?.Contains(part, StringComparison.Ordinal) == false);

        line.ShouldNotBeNull("the command has ended");
    }

    private static void WaitUntil(Func<bool> holds) => SpinWait.SpinUntil(holds, TimeSpan.FromSeconds(120)).ShouldBeTrue();

    private string MakeRoom()
    {
        IdxWriter.Write(At("room"), Workshop.Draw(Size, 2, 1, ["nobody", "person"]));
        return At("room");
    }

    private string MakeModel()
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
        FeatureStatistics.Set(model, Workshop.Draw(Size, 2, 1, ["nobody", "person"]));
        model.Readout.Learns = true;
        File.WriteAllBytes(At("model.llsm"), ModelFile.ToBytes(model));
        return At("model.llsm");
    }

    private string At(string name) => Path.Combine(_folder, name);
}
