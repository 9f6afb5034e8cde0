using System.CommandLine;
using LlsEdge.Cli.Reports;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>log</c>: reads the board's journal, and follows it.</summary>
internal static class LogCommand
{
    private const double FastestRate = 20;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var csv = new Option<bool>("--csv") { Description = "Write comma-separated values instead of a table." };
        var lines = new Option<bool>("--jsonl") { Description = "Write one JSON object a record, each on a line of its own, instead of a table." };
        var output = new Option<string?>("--out", "-o")
        {
            Description = "Write the log to a file instead: CSV, or, if its name ends so, .json or .jsonl.",
            HelpName = "file",
        };
        var from = new Option<int>("--from") { Description = "The first training step wanted.", DefaultValueFactory = _ => 0 };
        var follow = new Option<bool>("--follow", "-f")
        {
            Description = "Then go on with each record as it comes, until Ctrl-C; a file of --out is gone on with after its last record.",
        };
        var rate = new Option<double>("--rate")
        {
            Description = "With --follow: how often a second to ask the board, at most 20.",
            DefaultValueFactory = _ => 2,
            HelpName = "hertz",
        };
        from.AcceptAtLeast(0);
        rate.Accept(hertz => hertz is > 0 and <= FastestRate, $"more than 0 and at most {FastestRate}");
        var command = new ShellCommand(
            "log",
            "Read the board's journal: its training steps, and when it started, committed, undid, rolled back or lost its camera; follow it while it is taught.",
            context =>
            {
                LogFormat format = context.Get(csv) ? LogFormat.Csv : context.Get(lines) ? LogFormat.JsonLines : LogFormat.Text;
                if (context.Get(follow))
                {
                    LogFollowing.Run(context, format, context.Get(output), context.Require(from), TimeSpan.FromSeconds(1 / context.Require(rate)));
                }
                else
                {
                    Run(context, format, context.Get(output), context.Require(from));
                }
            },
            "log --port /dev/ttyUSB0",
            "log --csv > log.csv",
            "log --from 100 --out log.json",
            "log --follow",
            "log --follow --out lessons.jsonl")
        {
            csv,
            lines,
            output,
            from,
            follow,
            rate,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(csv) && result.GetValue(lines))
            {
                result.AddError("--csv and --jsonl exclude each other: choose one.");
            }
        });
        return command;
    }

    private static void Run(CommandContext context, LogFormat format, string? output, int from)
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
            switch (format)
            {
                case LogFormat.Csv:
                    Console.Out.Write(JournalCsv.Write(entries));
                    break;
                case LogFormat.JsonLines:
                    Console.Out.Write(LogFile.ToJsonLines(entries));
                    break;
                default:
                    console.Write(LogText.ToTable(entries));
                    break;
            }
        });
    }
}
