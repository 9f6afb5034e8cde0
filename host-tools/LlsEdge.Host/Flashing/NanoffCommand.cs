using System.Globalization;

namespace LlsEdge.Host.Flashing;

/// <summary>
/// A command line for nanoff.
/// </summary>
public sealed class NanoffCommand
{
    /// <summary>Keeps nanoff from asking GitHub for a newer nanoff, which may take long where there is no network.</summary>
    private const string NoVersionCheck = "suppressnanoffversioncheck";

    private NanoffCommand(NanoffTask task, string[] arguments, TimeSpan patience)
    {
        Task = task;
        Arguments = arguments;
        Patience = patience;
    }

    /// <summary>Gets what it is for.</summary>
    public NanoffTask Task { get; }

    /// <summary>Gets its arguments.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Gets how long it may take; nanoff itself never gives up on a board that stays silent half way.</summary>
    public TimeSpan Patience { get; }

    /// <summary>Gives the command with another patience.</summary>
    /// <param name="patience">How long it may take.</param>
    /// <returns>The command.</returns>
    public NanoffCommand Within(TimeSpan patience) => new(Task, [.. Arguments], patience);

    /// <summary>Asks nanoff for its version.</summary>
    /// <returns>The command, the same for all versions.</returns>
    public static NanoffCommand Version() => new(NanoffTask.Version, ["--version"], TimeSpan.FromSeconds(60));

    /// <summary>Lists the firmware images that can be had.</summary>
    /// <param name="version">nanoff's version.</param>
    /// <returns>The command.</returns>
    public static NanoffCommand List(NanoffVersion version) =>
        new(
            NanoffTask.List,
            version.HasVerbs
                ? ["list", "targets", "platform", "esp32", NoVersionCheck]
                : ["--listtargets", "--platform", "esp32", "--" + NoVersionCheck],
            TimeSpan.FromMinutes(3));

    /// <summary>Writes a firmware image to the board, over the chip's own boot loader.</summary>
    /// <param name="version">nanoff's version.</param>
    /// <param name="target">The image.</param>
    /// <param name="clrVersion">The image's version.</param>
    /// <param name="port">The board's port.</param>
    /// <param name="baudRate">The speed, null for nanoff's own.</param>
    /// <returns>The command.</returns>
    /// <remarks>
    /// nanoff 2.5 redraws its progress with cursor positions, which throws half way unless it writes to a terminal of its own; it does not at this verbosity.
    /// </remarks>
    public static NanoffCommand Clr(NanoffVersion version, string target, string clrVersion, string port, int? baudRate)
    {
        string[] speed = baudRate is int rate ? [version.HasVerbs ? "baud" : "--baud", rate.ToString(CultureInfo.InvariantCulture)] : [];
        return new NanoffCommand(
            NanoffTask.Clr,
            version.HasVerbs
                ? ["flash", "target", target, "fwversion", clrVersion, "serialport", port, .. speed, NoVersionCheck]
                : ["--update", "--target", target, "--fwversion", clrVersion, "--serialport", port, .. speed, "--verbosity", "minimal", "--" + NoVersionCheck],
            TimeSpan.FromMinutes(10));
    }

    /// <summary>Writes the app through the CLR on the board, to where that says the app belongs.</summary>
    /// <param name="version">nanoff's version.</param>
    /// <param name="image">The app's image.</param>
    /// <param name="port">The board's port.</param>
    /// <returns>The command.</returns>
    /// <remarks>
    /// Never with a target: nanoff would then use an address of its own, which is another partition's on the first ESP32. Never with a lower verbosity:
    /// nanoff would report success although the board refused.
    /// </remarks>
    public static NanoffCommand App(NanoffVersion version, string image, string port) =>
        new(
            NanoffTask.App,
            version.HasVerbs
                ? ["deploy", "serialport", port, "image", image, NoVersionCheck]
                : ["--nanodevice", "--deploy", "--serialport", port, "--image", image, "--" + NoVersionCheck],
            TimeSpan.FromMinutes(5));

    /// <summary>Gives the command as one would type it.</summary>
    /// <param name="tool">The program.</param>
    /// <param name="isWindows">Whether for Windows' shells.</param>
    /// <returns>One line.</returns>
    public string ToLine(string tool, bool isWindows) =>
        string.Join(' ', Arguments.Prepend(tool).Select(argument => Quote(argument, isWindows)));

    private static string Quote(string argument, bool isWindows)
    {
        if (argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=+,@".Contains(c) || (isWindows && c == '\\')))
        {
            return argument;
        }

        return isWindows ? $"\"{argument}\"" : $"'{argument.Replace("'", "'\\''")}'";
    }
}
