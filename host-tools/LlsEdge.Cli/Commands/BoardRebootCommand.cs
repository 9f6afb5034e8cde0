using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>board reboot</c>: restarts the board.</summary>
internal static class BoardRebootCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create() =>
        new("reboot", "Restart the board and wait until it answers; what it learnt since its last commit is lost.", Run, "board reboot --port /dev/ttyUSB0");

    private static void Run(CommandContext context)
    {
        using DeviceClient board = context.OpenBoard();
        board.Reboot(context.GivenUp);
        BoardInfo info = board.GetInfo(context.GivenUp);
        context.GiveResult(
            new { board.Port, rebooted = true, info.UptimeMilliseconds, stepCount = info.Model?.StepCount },
            console => console.WriteLine(
                $"The board at {board.Port} has restarted"
                + (info.Model is ModelSummary model ? $", its model is at step {model.StepCount}" : ", it has no model")));
    }
}
