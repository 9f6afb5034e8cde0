using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace LlsEdge.Host.Flashing;

/// <summary>
/// nanoff on this machine: nanoFramework's program that writes to boards.
/// </summary>
public sealed class Nanoff
{
    /// <summary>How nanoff is installed.</summary>
    public const string HowToInstall = "install it with 'dotnet tool install -g nanoff', or name it with --nanoff FILE";

    private readonly TextWriter _output;

    private Nanoff(string path, TextWriter output)
    {
        Path = path;
        _output = output;
    }

    /// <summary>Gets the program.</summary>
    public string Path { get; }

    /// <summary>Gets its version.</summary>
    public NanoffVersion Version { get; private set; } = NanoffVersion.Usual;

    /// <summary>Finds nanoff and asks its version.</summary>
    /// <param name="path">The program, null to look for it.</param>
    /// <param name="places">Where to look.</param>
    /// <param name="output">Takes what nanoff prints.</param>
    /// <param name="cancellation">Ends nanoff.</param>
    /// <returns>nanoff.</returns>
    public static Nanoff Open(string? path, NanoffPlaces places, TextWriter output, CancellationToken cancellation)
    {
        if (path is not null && !File.Exists(path))
        {
            throw new FlashException(FlashErrorKind.NoTool, $"There is no file {path}: give the program nanoff itself, or leave --nanoff out.");
        }

        path ??= places.Find(File.Exists)
            ?? throw new FlashException(
                FlashErrorKind.NoTool,
                $"nanoff is neither on PATH nor in {string.Join(" or ", places.ToolFolders)}: {HowToInstall}.");
        var nanoff = new Nanoff(path, output);
        NanoffOutcome outcome = nanoff.Run(NanoffCommand.Version(), isShown: false, cancellation);
        nanoff.Version = NanoffVersion.Find(outcome.Text)
            ?? throw NanoffFailure.Explain(NanoffCommand.Version(), outcome, path, port: null)
            ?? new FlashException(FlashErrorKind.NoTool, $"{path} does not tell nanoff's version: {HowToInstall}.");
        return nanoff.Version is { Major: 2, Minor: >= 5 } or { Major: 3 }
            ? nanoff
            : throw new FlashException(
                FlashErrorKind.NoTool,
                $"{path} is nanoff {nanoff.Version.Text}, and llsedge knows 2.5 and 3: 'dotnet tool update -g nanoff' brings a newer one, "
                + "'dotnet tool install -g nanoff --version 2.5.162' that one.");
    }

    /// <summary>Runs a command and throws if it fails.</summary>
    /// <param name="command">The command.</param>
    /// <param name="port">The board's port, for the message.</param>
    /// <param name="isShown">Whether what nanoff prints is passed on.</param>
    /// <param name="cancellation">Ends nanoff.</param>
    /// <returns>What it printed.</returns>
    public string Do(NanoffCommand command, string? port, bool isShown, CancellationToken cancellation)
    {
        NanoffOutcome outcome = Run(command, isShown, cancellation);
        return NanoffFailure.Explain(command, outcome, Path, port) is FlashException failure ? throw failure : outcome.Text;
    }

    private NanoffOutcome Run(NanoffCommand command, bool isShown, CancellationToken cancellation)
    {
        using Process process = Start(command);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(command.Patience);
        var text = new StringBuilder();
        Task[] readers = [Read(process.StandardOutput), Read(process.StandardError)];
        try
        {
            // The pipes end with the process, but for children that it left behind, whom nobody waits for.
            process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
            Task.WaitAll(readers, TimeSpan.FromSeconds(5));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            throw NanoffFailure.TimedOut(command);
        }

        lock (text)
        {
            return new NanoffOutcome(process.ExitCode, text.ToString());
        }

        async Task Read(StreamReader reader)
        {
            // To the end, also of a process that was told to end.
            char[] buffer = new char[256];
            while (await reader.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false) is > 0 and int count)
            {
                lock (text)
                {
                    text.Append(buffer, 0, count);
                    if (isShown)
                    {
                        // nanoff says what it does before the line ends.
                        _output.Write(buffer, 0, count);
                        _output.Flush();
                    }
                }
            }
        }
    }

    private Process Start(NanoffCommand command)
    {
        var start = new ProcessStartInfo(Path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // nanoff is made for .NET 8, and whoever runs llsedge may have .NET 10 only.
        start.Environment.TryAdd("DOTNET_ROLL_FORWARD", "Major");
        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception cause)
        {
            throw new FlashException(FlashErrorKind.NoTool, $"{Path} cannot be started ({cause.Message}): {HowToInstall}.", cause);
        }
    }
}
