using System.CommandLine;
using LlsEdge.Cli.Reports;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>log</c>: reads the board's training log.</summary>
internal static class LogCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var csv = new Option<bool>("--csv") { Description = "Write comma-separated values instead of a table." };
        var output = new Option<string?>("--out", "-o")
        {
            Description = "Write the log to a file instead: CSV, or JSON if its name ends so.",
            HelpName = "file",
        };
        var from = new Option<int>("--from") { Description = "The first training step wanted.", DefaultValueFactory = _ => 0 };
        from.AcceptAtLeast(0);
        return new ShellCommand(
            "log",
            "Read the board's training log: its last 128 steps.",
            context => Run(context, context.Get(csv), context.Get(output), context.Require(from)),
            "log --port /dev/ttyUSB0",
            "log --csv > log.csv",
            "log --from 100 --out log.json")
        {
            csv,
            output,
            from,
        };
    }

    private static void Run(CommandContext context, bool csv, string? output, int from)
    {
        using DeviceClient board = context.OpenBoard();
        IReadOnlyList<TrainingLogEntry> entries = board.ReadLog(from, context.GivenUp);
        if (output is not null)
        {
            LogFile.Write(output, entries);
            context.GiveResult(new { board.Port, count = entries.Count, file = output }, console => console.WriteLine($"{output}: {entries.Count} records"));
            return;
        }

        context.GiveResult(new { board.Port, count = entries.Count, records = entries }, console =>
        {
            if (csv)
            {
                Console.Out.Write(LogFile.ToCsv(entries));
            }
            else
            {
                console.Write(ToTable(entries));
            }
        });
    }

    private static Table ToTable(IReadOnlyList<TrainingLogEntry> entries)
    {
        var table = new Table().AddColumns("step", "label", "predicted", "confidence", "layers' confidence in the label", "clamped", "ms");
        foreach (TrainingLogEntry entry in entries)
        {
            table.AddRow(
                $"{entry.Step}",
                $"{entry.Label}",
                entry.Predicted == entry.Label ? $"{entry.Predicted}" : $"[red]{entry.Predicted}[/]",
                Show.Percent(entry.Confidence / 255.0),
                string.Join(' ', entry.LocalConfidences.Select(value => Show.Percent(value / 255.0))),
                $"{entry.Saturations}",
                $"{entry.Milliseconds}");
        }

        return table;
    }
}
