using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

/// <summary>Either end dies, the line carries garbage, people press Ctrl-C: a sentence, an exit code, and a board that answers.</summary>
public class BoardFaultTests(Workshop workshop) : IClassFixture<Workshop>
{
    // More than any of these tests lets the board learn.
    private const int Endless = 40_000;

    // Nothing tells from outside that a training has begun: a first try may come too early on a slow machine, a later one gives it more time.
    private const int LongestWait = 16;

    private int FirstStep => ModelFile.Parse(workshop.Model, "test").Step;

    [Fact]
    public void A_killed_host_leaves_a_board_that_answers()
    {
        using RunningBoard board = RunningBoard.Start("--model", workshop.At("model.llsm"));
        int trained = 0;
        for (int seconds = 1; trained == 0 && seconds <= LongestWait; seconds *= 2)
        {
            using RunningTool host = BeginEndlessTraining(board);
            Thread.Sleep(TimeSpan.FromSeconds(seconds));
            host.Kill();
            trained = board.Ok("stats").Json.GetProperty("framesTrained").GetInt32();
        }

        trained.ShouldBeInRange(1, Endless - 1);
        board.ShouldAnswerAtStep(FirstStep + trained);
        board.Ok("train", "--data", workshop.At("set"), "--limit", "2").Json.GetProperty("stepCount").GetInt32().ShouldBe(FirstStep + trained + 2);
    }

    [Fact]
    public void Ctrl_C_ends_training_between_two_frames()
    {
        using RunningBoard board = RunningBoard.Start("--model", workshop.At("model.llsm"));
        int trained = 0;
        for (int seconds = 1; trained == 0 && seconds <= LongestWait; seconds *= 2)
        {
            using RunningTool host = BeginEndlessTraining(board, "--json");
            Thread.Sleep(TimeSpan.FromSeconds(seconds));
            host.Interrupt();
            Outcome outcome = host.Finish();
            if (outcome.Output.Length > 0)
            {
                outcome.ShouldFail(7, "Cancelled").Json.GetProperty("cancelled").GetBoolean().ShouldBeTrue();
                trained = outcome.Json.GetProperty("framesTrained").GetInt32();
            }
        }

        trained.ShouldBeInRange(1, Endless - 1);
        board.ShouldAnswerAtStep(FirstStep + trained);
    }

    [Fact]
    public void A_killed_board_ends_training_with_a_sentence()
    {
        string port = "";
        Outcome? outcome = null;
        for (int seconds = 1; outcome?.ExitCode is null or 5 && seconds <= LongestWait; seconds *= 2)
        {
            using RunningBoard board = RunningBoard.Start("--model", workshop.At("model.llsm"));
            using RunningTool host = BeginEndlessTraining(board, "--json");
            Thread.Sleep(TimeSpan.FromSeconds(seconds));
            board.Kill();
            outcome = host.Finish();
            port = board.Port;
        }

        outcome!.ShouldFail(6, port).Json.GetProperty("exitCode").GetInt32().ShouldBe(6);
    }

    [Fact]
    public void Garbage_on_the_line_is_survived()
    {
        using RunningBoard board = RunningBoard.Start("--model", workshop.At("model.llsm"));
        byte[] garbage = new byte[5000];
        new Random(7).NextBytes(garbage);
        using (FileStream line = new(board.Port, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            line.Write(garbage);
        }

        board.ShouldAnswerAtStep(FirstStep);
        board.Ok("train", "--data", workshop.At("set"), "--limit", "2");
        board.ShouldAnswerAtStep(FirstStep + 2);
    }

    [Fact]
    public void A_model_that_is_too_large_for_the_board_leaves_the_old_one()
    {
        string large = workshop.At("large.llsm");
        RunningTool.Run("model", "init", "--out", large, "--seed", "1", "--json").ShouldSucceed();
        using RunningBoard board = RunningBoard.Start("--model", workshop.At("model.llsm"), "--heap", "50000");

        board.Ask("model", "put", large).ShouldFail(6, "ran out of memory");
        board.ShouldAnswerAtStep(FirstStep);
    }

    private RunningTool BeginEndlessTraining(RunningBoard board, params string[] options)
    {
        string endless = workshop.At("endless");
        if (!File.Exists(endless + "-labels-idx1-ubyte"))
        {
            ImageSet set = workshop.Set;
            IdxWriter.Write(endless, set.Select(Enumerable.Range(0, Endless).Select(i => i % set.Count)), gzip: false);
        }

        return board.Begin(["train", "--data", endless, .. options]);
    }
}
