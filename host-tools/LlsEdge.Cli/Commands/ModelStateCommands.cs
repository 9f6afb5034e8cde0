using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>commit</c>, <c>rollback</c>, <c>undo</c> and <c>factory</c>: what the board keeps of what it learnt.</summary>
internal static class ModelStateCommands
{
    /// <summary>Creates <c>commit</c>.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand CreateCommit() => new(
        "commit",
        "Have the board write what it learnt to its flash.",
        context => Run(context, "committed", (board, token) => board.Commit(token)),
        "commit --port /dev/ttyUSB0");

    /// <summary>Creates <c>rollback</c>.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand CreateRollback() => new(
        "rollback",
        "Have the board go back to the model it had before the last commit or put.",
        context => Run(context, "rolledBack", (board, token) => board.RollBack(token)),
        "rollback --port /dev/ttyUSB0");

    /// <summary>Creates <c>undo</c>.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand CreateUndo() => new(
        "undo",
        "Have the board go back to the model before the last label by button, run of 'train', 'factory' or 'rollback'; once.",
        context => Run(context, "undone", (board, token) => board.Undo(token)),
        "undo --port /dev/ttyUSB0");

    /// <summary>Creates <c>factory</c>.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand CreateFactory() => new(
        "factory",
        "Have the board go over to the factory model in its firmware. What it has in flash stays until the next commit; 'undo' takes this back.",
        context => Run(context, "factory", (board, token) => board.Factory(token)),
        "factory --port /dev/ttyUSB0");

    private static void Run(CommandContext context, string done, Action<DeviceClient, CancellationToken> act)
    {
        using DeviceClient board = context.OpenBoard();
        act(board, context.GivenUp);
        ModelSummary? model = board.GetInfo(context.GivenUp).Model;
        context.GiveResult(
            new Dictionary<string, object?> { ["port"] = board.Port, [done] = true, ["stepCount"] = model?.StepCount, ["crc"] = model?.Crc },
            console => console.WriteLine($"The board at {board.Port} is at step {model?.StepCount}, model CRC {model?.Crc:X8}"));
    }
}
