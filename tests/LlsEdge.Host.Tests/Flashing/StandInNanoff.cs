using Xunit;

namespace LlsEdge.Host.Tests.Flashing;

/// <summary>A program that prints what nanoff prints and ends as nanoff ends; it notes what it was asked.</summary>
internal sealed class StandInNanoff : IDisposable
{
    internal const string Version2 = "nanoff 2.5.162+baccab8c1f";
    internal const string Version3 = ".NET nanoFramework Firmware Flasher v3.0.0-preview.1+06913d2f3a";

    private readonly TempFolder _folder = new();

    internal StandInNanoff(string version, string prints = "", int exitCode = 0, string before = "")
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script.");
        Path = _folder["nanoff"];
        File.WriteAllText(_folder["prints"], prints);
        File.WriteAllText(_folder["version"], version + "\n");
        File.WriteAllText(
            Path,
            $"""
            #!/bin/sh
            echo "$@" >> "$0.calls"
            [ "$1" = --version ] && cat "{_folder["version"]}" >&2 && exit 0
            {before}
            cat "{_folder["prints"]}"
            exit {exitCode & 0xFF}

            """.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    internal string Path { get; }

    /// <summary>The command lines but for the question for the version.</summary>
    internal string[] Calls => [.. File.ReadAllLines(Path + ".calls").Where(line => line != "--version")];

    public void Dispose() => _folder.Dispose();
}
