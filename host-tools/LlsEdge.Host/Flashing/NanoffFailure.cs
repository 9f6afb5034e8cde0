using System.Globalization;
using System.Text.RegularExpressions;

namespace LlsEdge.Host.Flashing;

/// <summary>
/// Says in a sentence why nanoff failed and what to do, by the code that it ends with and by what it printed.
/// </summary>
internal static partial class NanoffFailure
{
    /// <summary>nanoff's codes that can come of what llsedge asks of it. Outside Windows an exit code has eight bits: no two of these share them.</summary>
    private static readonly int[] s_codes =
    [
        2000, 2001, 2002, 4000, 4001, 4002, 4003, 4004, 4005, 4006, 6000, 6001, 6002, 7000, 9000, 9002, 9005, 9006, 9007, 9008, 9009, 9010, 9011, 9012, 9013,
        9015, 9016,
    ];

    /// <summary>Explains an outcome.</summary>
    /// <param name="command">What nanoff was asked.</param>
    /// <param name="outcome">How that ended.</param>
    /// <param name="tool">The program.</param>
    /// <param name="port">The board's port, if one was named.</param>
    /// <returns>The failure; null if there was none.</returns>
    public static FlashException? Explain(NanoffCommand command, NanoffOutcome outcome, string tool, string? port)
    {
        if (outcome.ExitCode == 0)
        {
            return Has(outcome, "No operation was performed")
                ? new FlashException(FlashErrorKind.NoTool, $"{tool} found nothing to do in its command line: it is not the nanoff that llsedge knows; {Nanoff.HowToInstall}.")
                : null;
        }

        return CodeOf(outcome) switch
        {
            2000 or 2001 => NoDevice(port),
            2002 when Has(outcome, "Missing details", "Can't connect to device") => NoDevice(port),
            2002 => new FlashException(
                FlashErrorKind.Board,
                $"The board at {port} did not take the app: press its RESET button and try again, and if it fails again flash the CLR anew with "
                + "'llsedge flash --clr', because partitions of another image may be on it."),
            4000 when Has(outcome, "Unable to open serial port", "is denied", "denied.") => BusyPort(port),
            4000 => new FlashException(
                FlashErrorKind.Board,
                $"The chip at {port} does not answer: hold its BOOT button, press RESET, let BOOT go (that is the download mode), and try again; if it still is silent, "
                + "check with 'llsedge ports' that this is the board's own port, and that the cable carries data."),
            4001 => new FlashException(
                FlashErrorKind.Board,
                $"The board at {port} has a flash of a size that nanoFramework has no image for: take a board with 4, 8 or 16 MB."),
            4002 => Broken("erase", port),
            4003 => Broken("write", port),
            4004 or 4006 or 9002 or 9016 => Broken("read", port),
            4005 or 6000 or 6001 => BusyPort(port),
            6002 => new FlashException(
                FlashErrorKind.Port,
                $"Another nanoFramework program is using {port}: close Visual Studio's Device Explorer, VS Code's nanoFramework extension or the other nanoff."),
            7000 => new FlashException(FlashErrorKind.Board, $"The board at {port} is none that nanoff can flash: LlsEdge needs an ESP32 or ESP32-S3."),
            9000 or 9013 => new FlashException(
                FlashErrorKind.NoTool,
                $"{tool} does not understand its command line: it is not the nanoff that llsedge knows; {Nanoff.HowToInstall}."),
            9005 or 9015 => new FlashException(
                FlashErrorKind.NoFirmware,
                $"nanoff finds no such firmware image ({Words(command)}): 'nanoff --listtargets --platform esp32' lists those of the last month, "
                + "which --target and --clr-version take."),
            9006 => new FlashException(
                FlashErrorKind.NoFirmware,
                "nanoff cannot write into the folder .nanoFramework/fw_cache of your home folder: see that it is yours and that the disk is not full."),
            9007 => NoNetwork(),
            9008 or 9009 or 9011 or 9012 => new FlashException(FlashErrorKind.BadImage, $"nanoff cannot read the image ({Words(command)}): see that the file is there and yours."),
            9010 => NoDevice(port),
            _ => OfProcess(command, outcome, tool),
        };
    }

    /// <summary>Says that nanoff had to be ended.</summary>
    /// <param name="command">What it was asked.</param>
    /// <returns>The failure.</returns>
    public static FlashException TimedOut(NanoffCommand command)
    {
        string time = $"nanoff had not ended after {command.Patience.TotalSeconds:0} s and was stopped";
        return command.Task switch
        {
            NanoffTask.List => new FlashException(FlashErrorKind.NoFirmware, $"{time}: it seems to wait for the network; try again, or name the image with --clr-version."),
            NanoffTask.Version => new FlashException(FlashErrorKind.NoTool, $"{time}, although it was asked for nothing but its version: {Nanoff.HowToInstall}."),
            _ => new FlashException(
                FlashErrorKind.Board,
                $"{time}: unplug the board, plug it in again, and try once more (what was being written is incomplete, and is written anew then)."),
        };
    }

    private static FlashException OfProcess(NanoffCommand command, NanoffOutcome outcome, string tool)
    {
        if (Has(outcome, "You must install or update .NET", "No frameworks were found", "DOTNET_ROOT"))
        {
            return new FlashException(FlashErrorKind.NoTool, $"{tool} does not find a .NET runtime to run on: install one of .NET 8 or later from https://dot.net.");
        }

        if (Has(outcome, "HttpRequestException", "SocketException", "TaskCanceledException", "cloudsmith"))
        {
            return NoNetwork();
        }

        FlashErrorKind kind = command.Task is NanoffTask.Clr or NanoffTask.App ? FlashErrorKind.Board : FlashErrorKind.NoTool;
        return new FlashException(kind, $"nanoff ended with the unknown exit code {outcome.ExitCode}: what it printed says more; '{tool} {Words(command)}' runs it alone.");
    }

    private static FlashException NoDevice(string? port) =>
        new(
            FlashErrorKind.Board,
            $"No nanoFramework device answers at {port}: press the board's RESET button and try again; if it stays silent, check with 'llsedge ports' that this is the board's own "
            + "port and not the link's adapter, that no other program uses it, and that the CLR is on the board ('llsedge flash --clr').");

    private static FlashException BusyPort(string? port) =>
        new(
            FlashErrorKind.Port,
            $"nanoff cannot open {port}: close what else uses it (Visual Studio, VS Code, a terminal, 'llsedge'), check with 'llsedge ports' that it exists, and on Linux be in the group "
            + "that owns it ('sudo usermod -aG dialout $USER', then log in again).");

    private static FlashException Broken(string what, string? port) =>
        new(
            FlashErrorKind.Board,
            $"nanoff could not {what} the flash of the board at {port}: use a short data cable without a hub, and a lower speed such as '--baud 115200'.");

    private static FlashException NoNetwork() =>
        new(
            FlashErrorKind.NoFirmware,
            "nanoff could not download the firmware image: it needs the network for that (api.cloudsmith.io and dl.cloudsmith.io); an image that it downloaded before is used without it.");

    private static string Words(NanoffCommand command) => string.Join(' ', command.Arguments);

    private static bool Has(NanoffOutcome outcome, params string[] texts) => texts.Any(text => outcome.Text.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Gives nanoff's code: as printed, because that is whole everywhere, else by the exit code.</summary>
    private static int CodeOf(NanoffOutcome outcome)
    {
        Match? printed = PrintedCode().Matches(outcome.Text).LastOrDefault();
        return printed is not null
            ? int.Parse(printed.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : s_codes.FirstOrDefault(code => code == outcome.ExitCode || (code & 0xFF) == outcome.ExitCode);
    }

    // "Error E4003: …", perhaps behind what nanoff was doing; at low verbosity a line with "E4003" alone.
    [GeneratedRegex(@"(?:\bError |^)E([1-9]\d{3})\b", RegexOptions.Multiline)]
    private static partial Regex PrintedCode();
}
