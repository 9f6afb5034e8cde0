using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

/// <summary>A virtual board in a process of its own.</summary>
internal sealed class RunningBoard : IDisposable
{
    private readonly RunningTool _tool;

    private RunningBoard(RunningTool tool, string port, string? consolePort)
    {
        _tool = tool;
        Port = port;
        ConsolePort = consolePort;
    }

    internal string Port { get; }

    /// <summary>Where its console is, if it was started with one.</summary>
    internal string? ConsolePort { get; }

    /// <summary>Starts a board on a pseudo-terminal.</summary>
    internal static RunningBoard Start(params string[] options)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pseudo-terminals.");
        return StartOn(options);
    }

    /// <summary>Starts a board on the line that the options name.</summary>
    internal static RunningBoard StartOn(params string[] options)
    {
        RunningTool tool = RunningTool.Start(["board", "run", .. options]);
        string? port = tool.ReadLine();
        if (port is null)
        {
            using (tool)
            {
                throw new InvalidOperationException("The board does not start: " + tool.Finish().Error);
            }
        }

        return new RunningBoard(tool, port, options.Contains("--console") ? tool.ReadLine() : null);
    }

    /// <summary>Runs llsedge against this board.</summary>
    internal Outcome Ask(params string[] arguments) => RunningTool.Run([.. arguments, "--port", Port]);

    /// <summary>Runs llsedge against this board and expects it to succeed.</summary>
    internal Outcome Ok(params string[] arguments) => Ask([.. arguments, "--json"]).ShouldSucceed();

    /// <summary>Starts llsedge against this board.</summary>
    internal RunningTool Begin(params string[] arguments) => RunningTool.Start([.. arguments, "--port", Port]);

    /// <summary>Ends the board with Ctrl-C.</summary>
    internal Outcome Interrupt()
    {
        _tool.Interrupt();
        return _tool.Finish();
    }

    /// <summary>Ends the board as a power cut and a pulled plug do.</summary>
    internal void Kill() => _tool.Kill();

    /// <summary>The board answers and has a model at this step.</summary>
    internal void ShouldAnswerAtStep(int step) => Ok("board", "info").Json.GetProperty("model").GetProperty("stepCount").GetInt32().ShouldBe(step);

    public void Dispose() => _tool.Dispose();
}
