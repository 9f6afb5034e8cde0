using System.CommandLine;
using LlsEdge.Cli.Reports;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Device;
using LlsEdge.Link;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>train</c>: sends frames and labels to the board, which learns them one after the other.</summary>
internal static class TrainCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var frames = new FrameSelection();
        var commit = new Option<bool>("--commit") { Description = "Have the board keep in flash what it learnt." };
        var log = new Option<string?>("--log")
        {
            Description = "Write the board's record of each of these steps, as CSV or, by its name, .json or .jsonl.",
            HelpName = "file",
        };
        return frames.AddTo(new ShellCommand(
            "train",
            "Teach the board a set's frames, in order.",
            context => Run(context, frames.Load(context), context.Get(commit), context.Get(log)),
            "train --data rooms/roomA-teach --port /dev/ttyUSB0",
            "train -d mnist/train --limit 500 --commit --json",
            "train -d mnist/train --from 500 --limit 500 --log second.csv")
        {
            commit,
            log,
        });
    }

    private static void Run(CommandContext context, ImageSet set, bool commit, string? log)
    {
        if (log is not null)
        {
            OutputFile.ThrowIfUnwritable(log);
        }

        using DeviceClient board = context.OpenBoard();
        FrameSelection.Match(set, board, context.GivenUp);
        bool canUndo = KeepForUndo(board, context.GivenUp);
        var session = new TrainingSession(board, set, keepsLog: log is not null);
        context.WithProgress("Training", progress =>
        {
            session.Run(progress, context.Asked, context.GivenUp);
            return 0;
        });
        if (commit && !session.IsCancelled)
        {
            board.Commit(context.GivenUp);
        }

        if (log is not null)
        {
            LogFile.Write(log, session.Log);
        }

        context.GiveResult(
            new
            {
                board.Port,
                framesTrained = session.Trained,
                session.Correct,
                prequentialAccuracy = session.Accuracy,
                lastFrames = session.RecentCount,
                lastAccuracy = session.RecentAccuracy,
                millisecondsPerStep = session.MillisecondsPerStep,
                stepCount = session.Step,
                session.Saturations,
                board.ResentRequests,
                board.DamagedPackets,
                committed = commit && !session.IsCancelled,
                cancelled = session.IsCancelled,
                canUndo,
            },
            console => console.WriteLine(
                $"Trained {session.Trained} of {set.Count} frames: right before each was learnt {Show.Percent(session.Accuracy)}, "
                + $"on the last {session.RecentCount} {Show.Percent(session.RecentAccuracy)}; "
                + $"{session.MillisecondsPerStep:0.0} ms a step on the board, now at step {session.Step}"
                + $"{(commit && !session.IsCancelled ? ", committed" : "")}"));
        if (session.IsCancelled)
        {
            throw new OperationCanceledException();
        }
    }

    private static bool KeepForUndo(DeviceClient board, CancellationToken givenUp)
    {
        try
        {
            board.KeepForUndo(givenUp);
            return true;
        }
        catch (DeviceException cause) when (cause.Status is LinkStatus.NoRoomToUndo or LinkStatus.StorageMissing)
        {
            CommandContext.Note("Note: 'undo' cannot take this training back. " + cause.Message);
            return false;
        }
    }
}
