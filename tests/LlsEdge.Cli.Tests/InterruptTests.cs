using LlsEdge.Host.Data;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

/// <summary>
/// Ctrl-C in the middle of commands: the board answers with the model it had, files are whole or not there.
/// Others: BoardFaultTests, DataAndModelTests, FlashTests, LogTests, MonitorTests.
/// </summary>
public class InterruptTests(Workshop workshop) : IClassFixture<Workshop>
{
    // Bytes of the host after which every transfer here has begun and none has ended: hence a factory model, the workshop's is too small.
    private const int Begun = 6_000;
    private const int LongestWait = 16;

    private static readonly string s_factoryModel = Path.Combine(AppContext.BaseDirectory, "models", "vww-02", "vww-02.llsm");

    [Fact]
    public void While_a_model_is_sent()
    {
        using RunningBoard board = RunningBoard.StartOn("--tcp", "0", "--model", workshop.At("model.llsm"));
        int step = StepOf(board);

        InterruptAt(Begun, board, "model", "put", s_factoryModel).ShouldFail(7, "Cancelled");

        board.ShouldAnswerAtStep(step);
        board.Ok("model", "put", s_factoryModel);
    }

    [Fact]
    public void While_a_model_is_fetched()
    {
        using RunningBoard board = RunningBoard.StartOn("--tcp", "0", "--model", s_factoryModel);
        string file = workshop.At("fetched.llsm");
        string[] before = workshop.Files;

        // Requests for its pieces are short.
        InterruptAt(300, board, "model", "get", file).ShouldFail(7, "Cancelled");

        workshop.Files.ShouldBe(before);
        board.Ok("model", "get", file);
        File.ReadAllBytes(file).ShouldBe(File.ReadAllBytes(s_factoryModel));
        File.Delete(file);
    }

    [Fact]
    public void While_a_board_is_measured()
    {
        using RunningBoard board = RunningBoard.StartOn("--tcp", "0", "--model", workshop.At("model.llsm"));
        int step = StepOf(board);

        InterruptAt(Begun, board, "eval", "--data", workshop.At("set")).ShouldFail(7, "Cancelled");

        board.ShouldAnswerAtStep(step);
    }

    [Fact]
    public void While_a_board_is_watched()
    {
        IdxWriter.Write(workshop.At("seen"), Workshop.Draw(96, 2, 1, ["nobody", "person"]));
        using RunningBoard board = RunningBoard.Start("--camera", "mega", "--frames", workshop.At("seen"));
        using RunningTool watch = board.Begin("board", "watch");
        watch.ReadLine().ShouldNotBeNull().ShouldStartWith("frame ");
        watch.Interrupt();

        watch.Finish().ExitCode.ShouldBe(0);
        board.Ok("board", "info");
    }

    [Fact]
    public void While_the_studio_is_open()
    {
        using RunningBoard board = RunningBoard.Start("--model", workshop.At("model.llsm"));
        int step = StepOf(board);
        using RunningTool studio = board.Begin("studio", "--no-browser");
        studio.ReadLine().ShouldNotBeNull().ShouldStartWith("http://127.0.0.1:");
        studio.Interrupt();

        studio.Finish().ExitCode.ShouldBe(0);
        board.ShouldAnswerAtStep(step);
    }

    [Fact]
    public void While_a_board_is_tortured()
    {
        // Nothing tells from outside that it has begun: a first try may come too early on a slow machine, a later one gives it more time.
        Outcome? outcome = null;
        for (int seconds = 1; outcome?.ExitCode != 7 && seconds <= LongestWait; seconds *= 2)
        {
            using RunningTool torture = RunningTool.Start("board", "torture", "--cuts", "100000");
            Thread.Sleep(TimeSpan.FromSeconds(seconds));
            torture.Interrupt();
            outcome = torture.Finish();
        }

        outcome.ShouldNotBeNull().ShouldFail(7, "Cancelled");
    }

    [Fact]
    public void While_a_model_is_trained_on_the_desk()
    {
        string file = workshop.At("half.llsm");
        string checkpoint = file + ".checkpoint";
        string[] before = workshop.Files;
        string[] train = ["model", "train", "--data", workshop.At("set"), "--description", workshop.At("model.json"), "--epochs", "5000", "--out", file];
        using RunningTool tool = RunningTool.Start(train);
        SpinWait.SpinUntil(() => tool.HasExited || File.Exists(checkpoint), TimeSpan.FromMinutes(2));
        tool.Interrupt();

        Outcome outcome = tool.Finish();

        outcome.ExitCode.ShouldBe(7, outcome.Error);
        outcome.Error.ShouldContain("the same command goes on from there");
        workshop.Files.Except(before).ShouldBe([checkpoint]);
        File.Delete(checkpoint);
    }

    private static int StepOf(RunningBoard board) => board.Ok("board", "info").Json.GetProperty("model").GetProperty("stepCount").GetInt32();

    /// <summary>Runs llsedge against a board and interrupts it once it has sent so many bytes; no answer comes after that, so it does not end by itself.</summary>
    private static Outcome InterruptAt(int bytes, RunningBoard board, params string[] arguments)
    {
        RunningTool? tool = null;
        using ManualResetEventSlim started = new();
        using CuttingRelay relay = new(
            board.Port,
            bytes,
            () =>
            {
                started.Wait();
                tool!.Interrupt();
            },
            breaks: false);
        using (tool = RunningTool.Start([.. arguments, "--port", relay.Port]))
        {
            started.Set();
            Outcome outcome = tool.Finish();
            relay.WaitForCut();
            return outcome;
        }
    }
}
