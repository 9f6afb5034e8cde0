using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using LlsEdge.Link;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>board info</c>: what the board is and what model it has.</summary>
internal static class BoardInfoCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create() =>
        new("info", "Ask the board what it is and what model it has.", Run, "board info --port /dev/ttyUSB0", "board info -p COM5 --json");

    private static void Run(CommandContext context)
    {
        using DeviceClient board = context.OpenBoard();
        BoardInfo info = board.GetInfo(context.GivenUp);
        context.GiveResult(
            new
            {
                board.Port,
                info.Firmware,
                info.Target,
                info.Maker,
                info.IsVirtual,
                info.ReceiveBuffer,
                info.Credits,
                info.FreeHeapBytes,
                info.UptimeMilliseconds,
                info.Storage.DriveBytes,
                info.Storage.LongestModel,
                canUndo = info.Storage.Undo == LinkStatus.Ok,
                storageProblems = info.Storage.Problems,
                info.Model,
            },
            console => Describe(console, board.Port, info));
    }

    private static void Describe(IAnsiConsole console, string port, BoardInfo info)
    {
        console.WriteLine($"{port}: LlsEdge {info.Firmware} on {info.Target} ({info.Maker}), up for {info.UptimeMilliseconds / 1000.0:0.0} s");
        console.WriteLine($"Managed heap: {Show.Count(info.FreeHeapBytes)} bytes free; receive buffer {Show.Count(info.ReceiveBuffer)} bytes");
        BoardStorage storage = info.Storage;
        console.WriteLine(
            $"Drive: {Show.Count(storage.DriveBytes)} bytes, models up to {Show.Count(storage.LongestModel)}; "
            + $"{storage.NextSequence - 1} journal records written; {(storage.Undo == LinkStatus.Ok ? "an undo is possible" : "nothing to undo")}");
        foreach (string problem in storage.Problems)
        {
            console.WriteLine(problem);
        }

        if (info.Model is not ModelSummary model)
        {
            console.WriteLine("Model: none; 'llsedge model put FILE' gives it one");
            return;
        }

        string learning = string.Join(", ", Enumerable.Range(0, model.LayerCount).Where(layer => (model.LearningLayers >> layer & 1) != 0));
        learning = learning.Length == 0 ? "none learns" : $"layer {learning} learns";
        console.WriteLine(
            $"Model{(model.IsFactory ? " from the factory" : "")}: {model.FrameSize}×{model.FrameSize} frames seen at {model.InputSize}×{model.InputSize}, {model.LayerCount} layers ({learning}), "
            + $"{model.StepCount} training steps, {Show.Count(model.Length)} bytes, CRC {model.Crc:X8}");
        console.WriteLine("Classes: " + string.Join(", ", model.ClassNames));
    }
}
