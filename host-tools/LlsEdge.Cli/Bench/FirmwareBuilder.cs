using System.ComponentModel;
using System.Diagnostics;
using LlsEdge.Cli.Shell;

namespace LlsEdge.Cli.Bench;

/// <summary>Builds the firmware with another trunk than this repository's, in a folder of its own that goes when this object does.</summary>
internal sealed class FirmwareBuilder : IDisposable
{
    private const string Configuration = "Release";

    /// <summary>What the firmware is built from, beside the sources: properties of all projects, the stand-in for nanoFramework's project system, the checker.</summary>
    private static readonly string[] s_sources =
    [
        ".editorconfig", "Directory.Build.props", "Directory.Packages.props", "global.json", "nfproj.props", "firmware", "host-tools/nano", "host-tools/LlsEdge.NanoCheck",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("llsedge-firmware-").FullName;

    private FirmwareBuilder()
    {
    }

    /// <summary>Gets the firmware's assembly; its libraries are beside it.</summary>
    public string Path => System.IO.Path.Combine(_folder, "firmware", "bin", Configuration, "LlsEdge.Firmware.exe");

    /// <summary>Builds.</summary>
    /// <param name="trunk">The name of a folder in <c>firmware/Trunk</c>; empty for none.</param>
    /// <param name="cancellation">Ends the build.</param>
    /// <returns>The firmware.</returns>
    public static FirmwareBuilder Build(string trunk, CancellationToken cancellation)
    {
        string root = RepositoryFolder.Find();
        var builder = new FirmwareBuilder();
        try
        {
            foreach (string source in s_sources)
            {
                Copy(System.IO.Path.Combine(root, source), System.IO.Path.Combine(builder._folder, source));
            }

            builder.Run(trunk, cancellation);
            return builder;
        }
        catch
        {
            builder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            File.Copy(from, to);
            return;
        }

        foreach (string entry in Directory.EnumerateFileSystemEntries(from).Where(entry => System.IO.Path.GetFileName(entry) is not ("bin" or "obj")))
        {
            Copy(entry, System.IO.Path.Combine(to, System.IO.Path.GetFileName(entry)));
        }
    }

    private void Run(string trunk, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])
            ["build", "firmware/LlsEdge.Firmware.nfproj", "-c", Configuration, "-v", "quiet", "-nodeReuse:false", $"-p:LlsEdgeTrunk={trunk}"])
        {
            start.ArgumentList.Add(argument);
        }

        // A build that this program was started from has left its own paths there.
        foreach (string variable in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        using Process build = Start(start);
        using CancellationTokenRegistration end = cancellation.Register(() => build.Kill(entireProcessTree: true));
        Task<string> errors = build.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        if (build.ExitCode != 0)
        {
            string first = (output + errors.GetAwaiter().GetResult()).Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal), "no reason given").Trim();
            throw new CommandException(ExitCode.Usage, $"The firmware does not build with the trunk '{trunk}' ({first}): name a folder of firmware/Trunk that does.");
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception cause)
        {
            throw new CommandException(ExitCode.Usage, $"The command dotnet cannot be started ({cause.Message}): to build the firmware, install the .NET SDK.", cause);
        }
    }
}
