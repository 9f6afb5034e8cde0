using System.Diagnostics;

namespace LlsEdge.Cli.Tests;

/// <summary>An llsedge process.</summary>
internal sealed class RunningTool : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(240);

    // A shell's background run ignores Ctrl-C, what it starts inherits that, and .NET leaves it alone: then env gives the tool its own way back.
    private static readonly string[] s_dotnet = IgnoresInterrupt() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];

    private readonly Process _process;
    private readonly Task<string> _error;

    private RunningTool(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    internal bool HasExited => _process.HasExited;

    /// <summary>Starts llsedge as it was built.</summary>
    internal static RunningTool Start(params string[] arguments) => StartIn(new Surroundings(), arguments);

    /// <summary>Starts llsedge in a folder and with variables.</summary>
    internal static RunningTool StartIn(Surroundings surroundings, params string[] arguments)
    {
        ProcessStartInfo start = new(s_dotnet[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = surroundings.Folder,
        };
        foreach (string argument in (string[])[.. s_dotnet[1..], Path.Combine(AppContext.BaseDirectory, "llsedge.dll"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        surroundings.Give(start.Environment);
        return new RunningTool(Process.Start(start)!);
    }

    /// <summary>Runs llsedge to its end.</summary>
    internal static Outcome Run(params string[] arguments)
    {
        using RunningTool tool = Start(arguments);
        return tool.Finish();
    }

    /// <summary>Runs llsedge to its end, in a folder and with variables.</summary>
    internal static Outcome RunIn(Surroundings surroundings, params string[] arguments)
    {
        using RunningTool tool = StartIn(surroundings, arguments);
        return tool.Finish();
    }

    internal string? ReadLine() => _process.StandardOutput.ReadLine();

    /// <summary>Closes the pipe that is the tool's stdout, as a reader that has seen enough does.</summary>
    internal void CloseOutput() => _process.StandardOutput.Close();

    /// <summary>Sends Ctrl-C.</summary>
    internal void Interrupt()
    {
        using Process kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    internal Outcome Finish(bool readsOutput = true)
    {
        string output = readsOutput ? _process.StandardOutput.ReadToEnd() : "";
        if (!_process.WaitForExit(s_patience))
        {
            throw new TimeoutException("llsedge does not end.");
        }

        return new Outcome(_process.ExitCode, output.ReplaceLineEndings("\n"), _error.GetAwaiter().GetResult().ReplaceLineEndings("\n"));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private static bool IgnoresInterrupt()
    {
        const string Status = "/proc/self/status";
        const string Ignored = "SigIgn:";
        const ulong Interrupt = 1 << 1;
        return File.Exists(Status) && (Convert.ToUInt64(File.ReadLines(Status).Single(line => line.StartsWith(Ignored, StringComparison.Ordinal))[Ignored.Length..].Trim(), 16) & Interrupt) != 0;
    }
}
