using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>commit</c> and <c>rollback</c>: what the board keeps of what it learnt.</summary>
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
