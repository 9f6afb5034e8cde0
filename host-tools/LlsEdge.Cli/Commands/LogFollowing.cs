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
        List<JournalEntry> taken = [];
        Take(follower.ReadSoFar(from, Continue(stream, follower, output, context), context.GivenUp), stream, taken);
        try
        {
            while (!context.Asked.WaitHandle.WaitOne(pause))
            {
                Take(follower.Poll(context.Asked, context.GivenUp), stream, taken);
            }
        }
        catch (OperationCanceledException) when (context.Asked.IsCancellationRequested)
        {
            // Ctrl-C while the board was away: the usual end.
        }

        GiveResult(context, output, follower.Port, taken);
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

    private static void Take(IReadOnlyList<JournalEntry> entries, LogStream stream, List<JournalEntry> taken)
    {
        foreach (JournalEntry entry in entries)
        {
            stream.Write(entry);
            taken.Add(entry);
        }
    }

    private static void GiveResult(CommandContext context, string? output, string port, List<JournalEntry> taken)
    {
        string sum = $"{taken.Count} records, {taken.Count(entry => entry.Training is not null)} of them training steps";
        if (output is not null)
        {
            context.GiveResult(new { port, count = taken.Count, file = output }, console => console.WriteLine($"{output}: {sum} added"));
        }
        else if (context.WantsJson)
        {
            context.GiveResult(LogFile.ToJson(taken, port), _ => { });
        }
        else
        {
            CommandContext.Note(sum);
        }
    }
}
