using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>board moved</c>: tells the board that its camera looks at something else now.</summary>
internal static class BoardMovedCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create() => new(
        "moved",
        "Tell the board that its camera has been moved: the mean of what it sees begins anew, what else it learnt stays.",
        Run,
        "board moved --port /dev/ttyUSB0");

    private static void Run(CommandContext context)
    {
        using DeviceClient board = context.OpenBoard();
        board.MoveCamera(context.GivenUp);
        context.GiveResult(new { board.Port, moved = true }, console => console.WriteLine($"The board at {board.Port} looks at its room anew"));
    }
}
