using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;

namespace LlsEdge.Cli.Commands.Doctor;

/// <summary>The ports, and the board at the port that is given.</summary>
internal static class BoardChecks
{
    /// <summary>Looks at all of them.</summary>
    /// <param name="context">The command.</param>
    /// <returns>The findings.</returns>
    public static IEnumerable<Finding> Look(CommandContext context) =>
        [.. LookAtPorts(), .. context.BoardPort is null ? [] : Finding.Look("board", () => LookAtBoard(context))];

    private static IEnumerable<Finding> LookAtPorts()
    {
        IReadOnlyList<SerialPortInfo> ports = SerialPorts.Describe();
        if (ports.Count == 0)
        {
            return [Finding.Missing("ports", "a real board", "plug it in ('llsedge board run' starts a virtual one)")];
        }

        // A built-in port that this user may not open is how most machines are.
        return ports.Select(port => port is { Usb: not null, Problem: string problem }
            ? Finding.Problem("ports", $"{port.Port} ({PortsCommand.Describe(port)}): {problem}.", ExitCode.Port)
            : Finding.Ok("ports", $"{port.Port}: {PortsCommand.Describe(port)}"));
    }

    private static IReadOnlyList<Finding> LookAtBoard(CommandContext context)
    {
        using DeviceClient board = context.OpenBoard();
        BoardInfo info = board.GetInfo(context.GivenUp);
        string origin = info.Model is { IsFactory: true } ? "from the factory, " : "";
        string version = $"{board.Port}: LlsEdge {info.Firmware} on {info.Target}";
        return
        [
            info.Firmware == ProgramChecks.VersionOfThis
                ? Finding.Ok("board", version)
                : Finding.Problem("board", $"{version}, but this is llsedge {ProgramChecks.VersionOfThis}: flash the firmware that belongs to it.", ExitCode.Board),
            info.Model is ModelSummary model
                ? Finding.Ok("board's model", $"{origin}{string.Join(", ", model.ClassNames)}; step {model.StepCount}, CRC {model.Crc:X8}")
                : Finding.Missing("board's model", "everything but 'model put'", "'llsedge model put FILE' gives it one"),
            .. info.Storage.Problems.Count == 0
                ? [Finding.Ok("board's drive", $"{Show.Count(info.Storage.DriveBytes)} bytes, {info.Storage.NextSequence - 1} journal records written")]
                : info.Storage.Problems.Select(problem => Finding.Problem("board's drive", problem, ExitCode.Board)),
            Finding.Ok("board's heap", $"{Show.Count(info.FreeHeapBytes)} bytes free"),
        ];
    }
}
