using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>stats</c>: the board's counters since it started.</summary>
internal static class StatsCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create() =>
        new("stats", "Read the board's counters: frames, times, heap, line.", Run, "stats --port /dev/ttyUSB0", "stats -p COM5 --json");

    private static void Run(CommandContext context)
    {
        using DeviceClient board = context.OpenBoard();
        BoardStatistics counters = board.GetStatistics(context.GivenUp);
        context.GiveResult(counters, console => console.Write(new Table()
            .AddColumns("since the start", "value")
            .AddRow("frames trained", Show.Count(counters.FramesTrained))
            .AddRow("frames predicted", Show.Count(counters.FramesPredicted))
            .AddRow("last training step", $"{counters.TrainMicroseconds / 1000.0:0.0} ms")
            .AddRow("last prediction", $"{counters.PredictMicroseconds / 1000.0:0.0} ms")
            .AddRow("free managed heap", $"{Show.Count(counters.FreeHeapBytes)} bytes")
            .AddRow("values clamped in training", Show.Count(counters.Saturations))
            .AddRow("packets damaged / repeated / refused", $"{counters.DamagedPackets} / {counters.RepeatedPackets} / {counters.RefusedPackets}")));
    }
}
