using System.CommandLine;
using LlsEdge.Cli.Reports;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using LlsEdge.Link;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>log</c>: reads the board's journal.</summary>
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
            "Read the board's journal: its training steps, and when it started, committed, undid, rolled back or lost its camera.",
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
        IReadOnlyList<JournalEntry> entries = board.ReadJournal(from, 0, context.GivenUp);
        if (output is not null)
        {
            LogFile.Write(output, entries);
            context.GiveResult(new { board.Port, count = entries.Count, file = output }, console => console.WriteLine($"{output}: {entries.Count} records"));
            return;
        }

        context.GiveResult(LogFile.ToJson(entries, board.Port), console =>
        {
            if (csv)
            {
                Console.Out.Write(JournalCsv.Write(entries));
            }
            else
            {
                console.Write(ToTable(entries));
            }
        });
    }

    private static Table ToTable(IReadOnlyList<JournalEntry> entries)
    {
        var table = new Table().AddColumns("record", "step", "label", "predicted", "confidence", "layers' confidence in the label", "clamped", "ms", "what");
        foreach (JournalEntry entry in entries)
        {
            if (entry.Training is TrainingLogEntry step)
            {
                table.AddRow(
                    $"{entry.Sequence}",
                    $"{step.Step}",
                    $"{step.Label}",
                    step.Predicted == step.Label ? $"{step.Predicted}" : $"[red]{step.Predicted}[/]",
                    Show.Percent(step.Confidence / 255.0),
                    string.Join(' ', step.LocalConfidences.Select(value => Show.Percent(value / 255.0))),
                    $"{step.Saturations}",
                    $"{step.Milliseconds}",
                    $"trained by {step.Source}");
            }
            else
            {
                table.AddRow($"{entry.Sequence}", $"{entry.Step}", "", "", "", "", "", "", Describe(entry));
            }
        }

        return table;
    }

    private static string Describe(JournalEntry entry)
    {
        string model = entry.ModelCrc is uint crc ? $", model CRC {crc:X8}" : "";
        return entry.Kind switch
        {
            JournalKind.CameraFault => $"{entry.KindName}, frame status {entry.Label}",
            JournalKind.Started when entry.Label != 0 => $"{entry.KindName}, storage status {entry.Label}{model}",
            _ => entry.KindName + model,
        };
    }
}
