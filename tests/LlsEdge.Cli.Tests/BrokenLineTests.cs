using System.Net;
using System.Net.Sockets;
using LlsEdge.Host.Models;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

/// <summary>The line or the host goes in the middle of a transfer, at a known byte.</summary>
public class BrokenLineTests(Workshop workshop) : IClassFixture<Workshop>
{
    private int FirstStep => ModelFile.Parse(workshop.Model, "test").Step;

    [Fact]
    public void A_host_killed_while_it_sends_a_model_leaves_the_old_one()
    {
        using RunningBoard board = RunningBoard.StartOn("--tcp", "0", "--model", workshop.At("model.llsm"));
        RunningTool? host = null;
        using ManualResetEventSlim started = new();
        using CuttingRelay relay = new(board.Port, workshop.Model.Length / 2, () =>
        {
            started.Wait();
            host!.Kill();
        });
        using (host = RunningTool.Start("model", "put", SecondModel(), "--port", relay.Port))
        {
            started.Set();
            relay.WaitForCut();
        }

        board.ShouldAnswerAtStep(FirstStep);
        board.Ok("model", "put", SecondModel()).Json.GetProperty("stepCount").GetInt32().ShouldBe(0);
        board.ShouldAnswerAtStep(0);
    }

    [Theory]
    [InlineData("model", "put", "model.llsm")]
    [InlineData("train", "--data", "set")]
    [InlineData("eval", "--data", "set")]
    public void A_line_that_breaks_is_told_and_the_board_answers_on_another(string command, string option, string file)
    {
        using RunningBoard board = RunningBoard.StartOn("--tcp", "0", "--model", workshop.At("model.llsm"));
        using CuttingRelay relay = new(board.Port, workshop.Model.Length / 2, () => { });

        Outcome outcome = RunningTool.Run(command, option, workshop.At(file), "--port", relay.Port, "--json");

        outcome.ShouldFail(6, relay.Port);
        relay.WaitForCut();
        board.Ok("eval", "--data", workshop.At("set"), "--limit", "3").Json.GetProperty("frames").GetInt32().ShouldBe(3);
    }

    [Fact]
    public void A_line_on_which_nothing_answers_is_told()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        string port = $"tcp://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}";

        RunningTool.Run("board", "info", "--port", port).ShouldFail(6, port, "not answered");
    }

    private string SecondModel()
    {
        string file = workshop.At("second.llsm");
        if (!File.Exists(file))
        {
            File.WriteAllBytes(file, ModelFile.ToBytes(ModelBuilder.Build(ModelDescription.Load(workshop.At("model.json")), 9)));
        }

        return file;
    }
}
