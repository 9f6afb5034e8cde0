using System.Text.Json;
using LlsEdge.Cli.Reports;
using LlsEdge.Host.Device;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

/// <summary>A report of a board, and of the same board's files.</summary>
public class ReportTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Fact]
    public void A_board_s_report_has_the_numbers_that_the_board_gives()
    {
        using RunningBoard board = RunningBoard.StartOn("--tcp", "0", "--model", workshop.At("model.llsm"));
        JsonElement evalBefore = Eval(board);
        board.Ok("train", "--data", workshop.At("set"), "--limit", "40");
        JsonElement eval = Eval(board);
        string page = workshop.At("board.html");

        JsonElement report = board.Ok(
            "report", "--data", workshop.At("set"), "--limit", "100", "--before", workshop.At("model.llsm"), "--out", page).Json;

        ShouldBeAsEvaluated(report.GetProperty("before"), evalBefore);
        ShouldBeAsEvaluated(report.GetProperty("after"), eval);
        report.GetProperty("framesTaught").GetInt32().ShouldBe(40);
        report.GetProperty("learning").GetProperty("steps").GetInt32().ShouldBe(40);
        report.GetProperty("paired").GetProperty("total").GetInt32().ShouldBe(100);
        report.GetProperty("detection").GetProperty("threshold").GetInt32().ShouldBe(160);
        report.GetProperty("missing").GetArrayLength().ShouldBe(0);
        string html = File.ReadAllText(page);
        html.ShouldContain("How this was made");
        html.ShouldContain($"--port {board.Port}");

        // The same from files, without a board: the journal, the taught model, the model before.
        board.Ok("log", "--out", workshop.At("board.jsonl"));
        board.Ok("model", "get", workshop.At("after.llsm"));
        JsonElement files = RunningTool.Run(
            "report", "--log", workshop.At("board.jsonl"), "--model", workshop.At("after.llsm"), "--before", workshop.At("model.llsm"), "--data", workshop.At("set"),
            "--limit", "100", "--out", workshop.At("files.html"), "--json").ShouldSucceed().Json;
        files.GetProperty("after").ToString().ShouldBe(report.GetProperty("after").ToString());
        files.GetProperty("paired").ToString().ShouldBe(report.GetProperty("paired").ToString());
        files.GetProperty("learning").ToString().ShouldBe(report.GetProperty("learning").ToString());
    }

    [Fact]
    public void The_factory_model_is_found_by_itself_and_a_tail_gets_its_trunk_back()
    {
        using RunningBoard board = RunningBoard.StartOn("--tcp", "0");
        JsonElement report = board.Ok("report", "--out", workshop.At("factory.html")).Json;

        report.GetProperty("model").GetProperty("name").GetString().ShouldBe("vww-36");
        report.GetProperty("modelBefore").GetProperty("source").GetString().ShouldBe("the factory model that the journal names");
        report.GetProperty("framesTaught").GetInt32().ShouldBe(0);
        report.GetProperty("missing").EnumerateArray().Select(missing => missing.GetProperty("needs").GetString()).ShouldContain(needs => needs!.Contains("--data"));

        // Without the journal the trunk tells.
        board.Ok("model", "get", workshop.At("tail.llsm"));
        RunningTool.Run("report", "--model", workshop.At("tail.llsm"), "--out", workshop.At("tail.html"), "--json").ShouldSucceed().Json
            .GetProperty("modelBefore").GetProperty("source").GetString().ShouldBe("the factory model of the firmware's trunk");
    }

    [Fact]
    public void Teaching_began_with_the_model_that_was_put_last()
    {
        string models = Path.Combine(AppContext.BaseDirectory, "models");
        byte[] small = File.ReadAllBytes(Path.Combine(models, "vww-05", "vww-05.llsm"));
        byte[] large = File.ReadAllBytes(Path.Combine(models, "vww-36", "vww-36.llsm"));
        JournalEntry[] journal =
        [
            JournalEntry.OfEvent(1, "started", 0, ShippedModels.CrcOf(large), 0)!,
            JournalEntry.OfEvent(2, "put", 0, ShippedModels.CrcOf(small), 0)!,
            JournalEntry.OfEvent(3, "committed", 9, 77, 0)!,
        ];

        ReportModels.FindBefore(small, journal, null)!.Name.ShouldBe("vww-05");
        ReportModels.FindBefore(small, journal[..1], null)!.Name.ShouldBe("vww-36");
        ReportModels.FindBefore(small, journal[2..], null).ShouldBeNull();
        ReportModels.FindBefore(small, null, null).ShouldBeNull();
    }

    [Fact]
    public void What_cannot_be_reported_on_is_said_in_a_sentence()
    {
        RunningTool.Run("report").ShouldFail(2, "nothing to report on");
        RunningTool.Run("report", "--model", workshop.At("missing.llsm")).ShouldFail(4, "missing.llsm");
        RunningTool.Run("report", "--log", workshop.At("short.csv")).ShouldFail(3, "no log of a board");
        RunningTool.Run("report", "--model", workshop.At("model.llsm"), "--data", workshop.At("large")).ShouldFail(3, "20×20", "16×16");
        RunningTool.Run("report", "--model", workshop.At("model.llsm"), "--frames-per-hour", "0").ShouldFail(2, "more than 0");
        string other = Path.Combine(AppContext.BaseDirectory, "models", "vww-05", "vww-05.llsm");
        RunningTool.Run("report", "--model", workshop.At("model.llsm"), "--before", other).ShouldFail(4, "96×96", "--before FILE");
        RunningTool.Run("report", "--model", workshop.At("model.llsm"), "--out", Path.Combine(workshop.At("model.llsm"), "x.html")).ShouldFail(8, "Cannot write");
    }

    private static void ShouldBeAsEvaluated(JsonElement score, JsonElement eval)
    {
        score.GetProperty("correct").GetInt32().ShouldBe(eval.GetProperty("correct").GetInt32());
        score.GetProperty("accuracy").GetDouble().ShouldBe(eval.GetProperty("accuracy").GetDouble());
        score.GetProperty("balancedAccuracy").GetDouble().ShouldBe(eval.GetProperty("balancedAccuracy").GetDouble());
        score.GetProperty("confusion").ToString().ShouldBe(eval.GetProperty("confusion").ToString());
    }

    private JsonElement Eval(RunningBoard board) => board.Ok("eval", "--data", workshop.At("set"), "--limit", "100").Json;
}
