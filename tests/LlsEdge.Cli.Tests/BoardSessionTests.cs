using System.Text.Json;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

/// <summary>What one does with a board, command by command, each a process of its own.</summary>
public class BoardSessionTests(Workshop workshop) : IClassFixture<Workshop>
{
    private const int Frames = 20;

    [Fact]
    public void The_board_learns_bit_for_bit_what_the_desk_would()
    {
        using RunningBoard board = RunningBoard.Start("--json");
        board.Ok("board", "info").Json.GetProperty("model").GetProperty("isFactory").GetBoolean().ShouldBeTrue();
        board.Ok("model", "put", workshop.At("model.llsm")).Json.GetProperty("bytes").GetInt32().ShouldBe(workshop.Model.Length);
        Model model = ModelFile.Parse(workshop.Model, "test");
        Learner desk = new(model);
        int start = model.Step;

        JsonElement eval = board.Ok("eval", "--data", workshop.At("set"), "--limit", $"{Frames}").Json;
        eval.GetProperty("frames").GetInt32().ShouldBe(Frames);
        eval.GetProperty("correct").GetInt32().ShouldBe(
            Enumerable.Range(0, Frames).Count(i => desk.Predict(workshop.Set.GetFrame(i)) == workshop.Set.GetLabel(i)));
        eval.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(cell => cell.GetInt32())).ShouldBe(Frames);

        string log = workshop.At("log.json");
        JsonElement train = board.Ok("train", "--data", workshop.At("set"), "--from", "30", "--limit", $"{Frames}", "--log", log).Json;
        int[] predicted = [.. Enumerable.Range(30, Frames).Select(i => desk.Train(workshop.Set.GetFrame(i), workshop.Set.GetLabel(i)))];
        train.GetProperty("framesTrained").GetInt32().ShouldBe(Frames);
        train.GetProperty("correct").GetInt32().ShouldBe(Enumerable.Range(0, Frames).Count(i => predicted[i] == workshop.Set.GetLabel(30 + i)));
        train.GetProperty("stepCount").GetInt32().ShouldBe(start + Frames);

        JsonElement[] records = [.. board.Ok("log").Json.GetProperty("records").EnumerateArray()];
        records.Select(record => record.GetProperty("step").GetInt32()).ShouldBe(Enumerable.Range(start + 1, Frames));
        records.Select(record => record.GetProperty("predicted").GetInt32()).ShouldBe(predicted);
        JsonDocument.Parse(File.ReadAllText(log)).RootElement.GetProperty("records").ToString().ShouldBe(
            board.Ok("log").Json.GetProperty("records").ToString());
        string[] lines = board.Ask("log", "--csv").ShouldSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldStartWith("step,label,predicted,confidence,saturations,milliseconds,layer0");
        lines.Count(line => line.Contains(",trained,host,", StringComparison.Ordinal)).ShouldBe(Frames);
        lines.Count(line => line.Contains(",started,,", StringComparison.Ordinal)).ShouldBe(1);
        lines.Count(line => line.Contains(",put,,", StringComparison.Ordinal)).ShouldBe(1);

        string taught = workshop.At("taught.llsm");
        board.Ok("model", "get", taught);
        File.ReadAllBytes(taught).ShouldBe(ModelFile.ToBytes(model));

        JsonElement counters = board.Ok("stats").Json;
        counters.GetProperty("framesTrained").GetInt32().ShouldBe(Frames);
        counters.GetProperty("framesPredicted").GetInt32().ShouldBe(Frames);

        Outcome end = board.Interrupt().ShouldEndWell();
        end.Json.GetProperty("phases").EnumerateArray().Single(phase => phase.GetProperty("name").GetString() == "train")
            .GetProperty("calls").GetInt32().ShouldBe(Frames);
        end.Json.GetProperty("heapPeakBytes").GetInt64().ShouldBeLessThanOrEqualTo(79_000);
    }

    [Fact]
    public void What_is_committed_survives_a_reboot_and_can_be_undone()
    {
        int start = ModelFile.Parse(workshop.Model, "test").Step;
        using RunningBoard board = RunningBoard.Start("--model", workshop.At("model.llsm"));
        board.Ok("train", "--data", workshop.At("set"), "--limit", "3", "--commit").Json.GetProperty("committed").GetBoolean().ShouldBeTrue();
        board.Ok("train", "--data", workshop.At("set"), "--limit", "4");
        board.ShouldAnswerAtStep(start + 7);

        board.Ok("board", "reboot").Json.GetProperty("stepCount").GetInt32().ShouldBe(start + 3);
        board.Ok("rollback").Json.GetProperty("stepCount").GetInt32().ShouldBe(start);
        board.Ok("train", "--data", workshop.At("set"), "--limit", "1");
        board.Ok("commit").Json.GetProperty("stepCount").GetInt32().ShouldBe(start + 1);
    }

    [Fact]
    public void A_set_that_does_not_fit_is_refused_before_a_frame_is_sent()
    {
        using RunningBoard board = RunningBoard.StartOn("--tcp", "0", "--model", workshop.At("model.llsm"));
        board.Ask("train", "--data", workshop.At("large")).ShouldFail(3, "20×20", "16×16");
        board.Ask("eval", "--data", workshop.At("many")).ShouldFail(3, "label is 2", "2 classes");
        JsonElement counters = board.Ok("stats").Json;

        counters.GetProperty("framesTrained").GetInt32().ShouldBe(0);
        counters.GetProperty("framesPredicted").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void Classes_of_other_names_are_noted()
    {
        using RunningBoard board = RunningBoard.StartOn("--tcp", "0", "--model", workshop.At("model.llsm"));
        IdxWriter.Write(workshop.At("renamed"), Workshop.Draw(Workshop.Size, 4, 4, ["cat", "dog"]));

        Outcome outcome = board.Ask("eval", "--data", workshop.At("renamed"));

        outcome.ExitCode.ShouldBe(0);
        outcome.Error.ShouldStartWith("Note: the set's classes are cat, dog");
    }

    [Fact]
    public void A_fresh_board_has_its_factory_model_and_no_earlier_one()
    {
        using RunningBoard board = RunningBoard.Start();

        board.Ask("model", "get", workshop.At("factory.llsm")).ShouldSucceed();
        File.ReadAllBytes(workshop.At("factory.llsm")).ShouldBe(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "models", "vww-36", "vww-36-tail.llsm")));
        board.Ask("rollback").ShouldFail(6, "no earlier model");
    }
}
