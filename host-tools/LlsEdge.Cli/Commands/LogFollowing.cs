using LlsEdge.Cli.Reports;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>log --follow</c>: gives each record as the board writes it, until Ctrl-C.</summary>
internal static class LogFollowing
{
    /// <summary>Follows the board's journal.</summary>
    /// <param name="context">The command.</param>
    /// <param name="format">How records are written to stdout.</param>
    /// <param name="output">The file that they are written to instead, or null.</param>
    /// <param name="from">The first training step wanted of those that the board has already.</param>
    /// <param name="pause">How long to wait before asking again.</param>
    public static void Run(CommandContext context, LogFormat format, string? output, int from, TimeSpan pause)
    {
        // With --json, stdout is for the result alone.
        using LogStream stream = output is not null ? LogStream.Append(output)
            : context.WantsJson ? LogStream.To(Console.Error, LogFormat.Text)
            : LogStream.To(Console.Out, format);
        using var follower = new JournalFollower(context.OpenBoard, CommandContext.Note, context.GivenUp);
        var records = new Records(stream, keeps: context.WantsJson && output is null);
        records.Take(follower.ReadSoFar(from, Continue(stream, follower, output, context), context.GivenUp));
        try
        {
            while (!context.Asked.WaitHandle.WaitOne(pause))
            {
                records.Take(follower.Poll(context.Asked, context.GivenUp));
            }
        }
        catch (OperationCanceledException) when (context.Asked.IsCancellationRequested)
        {
            // Ctrl-C while the board was away: the usual end.
        }

        GiveResult(context, output, follower.Port, records);
    }

    private static int Continue(LogStream stream, JournalFollower follower, string? output, CommandContext context)
    {
        if (stream.LastBefore == 0)
        {
            return 0;
        }

        int next = follower.GetNext(context.GivenUp);
        return stream.LastBefore < next
            ? stream.LastBefore + 1
            : throw new CommandException(
                ExitCode.Usage,
                $"{output} ends with record {stream.LastBefore}, but the board at {follower.Port} has written {next - 1} only: it is another board's log, or the "
                    + "board's drive was erased; choose another file.");
    }

    private static void GiveResult(CommandContext context, string? output, string port, Records records)
    {
        string sum = $"{records.Count} records, {records.Steps} of them training steps";
        if (output is not null)
        {
            context.GiveResult(new { port, count = records.Count, file = output }, console => console.WriteLine($"{output}: {sum} added"));
        }
        else if (context.WantsJson)
        {
            context.GiveResult(LogFile.ToJson(records.Kept, port), _ => { });
        }
        else
        {
            CommandContext.Note(sum);
        }
    }

    /// <summary>Writes records as they come; keeps them only if they are wanted in the end, for a board may be followed for months.</summary>
    private sealed class Records(LogStream stream, bool keeps)
    {
        public int Count { get; private set; }

        public int Steps { get; private set; }

        public List<JournalEntry> Kept { get; } = [];

        public void Take(IReadOnlyList<JournalEntry> entries)
        {
            foreach (JournalEntry entry in entries)
            {
                stream.Write(entry);
                Count++;
                Steps += entry.Training is null ? 0 : 1;
                if (keeps)
                {
                    Kept.Add(entry);
                }
            }
        }
    }
}
