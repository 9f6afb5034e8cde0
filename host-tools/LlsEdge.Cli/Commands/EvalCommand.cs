using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Device;
using LlsEdge.Host.Training;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>eval</c>: has the board predict a set's frames, and counts what it makes of them. The board learns nothing from them.</summary>
internal static class EvalCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var frames = new FrameSelection();
        return frames.AddTo(new ShellCommand(
            "eval",
            "Measure the board's accuracy on a set; it learns nothing from it.",
            context => Run(context, frames.Load(context)),
            "eval --data rooms/roomA-test --port /dev/ttyUSB0",
            "eval -d mnist/t10k --limit 200 --json"));
    }

    private static void Run(CommandContext context, ImageSet set)
    {
        using DeviceClient board = context.OpenBoard();
        ModelSummary model = FrameSelection.Match(set, board, context.GivenUp);
        board.ResetEvaluation(context.GivenUp);
        double milliseconds = context.WithProgress("Evaluating", progress => Evaluate(board, set, progress, context)) / set.Count;
        BoardEvaluation counts = board.GetEvaluation(context.GivenUp);
        int[] labels = [.. Enumerable.Range(0, counts.ClassCount)];
        int[][] confusion = [.. labels.Select(label => labels.Select(predicted => counts[label, predicted]).ToArray())];
        double balanced = new Evaluation(confusion).BalancedAccuracy;
        context.GiveResult(
            new
            {
                board.Port,
                frames = counts.Total,
                counts.Correct,
                counts.Accuracy,
                balancedAccuracy = balanced,
                classes = model.ClassNames,
                confusion,
                millisecondsPerPrediction = milliseconds,
            },
            console =>
            {
                console.WriteLine(
                    $"Right on {counts.Correct} of {counts.Total} frames: {Show.Percent(counts.Accuracy)}, balanced {Show.Percent(balanced)}; "
                    + $"{milliseconds:0.0} ms a prediction on the board");
                console.Write(ConfusionTable.Draw(model.ClassNames, confusion));
            });
    }

    private static double Evaluate(DeviceClient board, ImageSet set, IWorkProgress progress, CommandContext context)
    {
        double milliseconds = 0;
        int right = 0;
        for (int i = 0; i < set.Count; i++)
        {
            context.Asked.ThrowIfCancellationRequested();
            Prediction prediction = board.Evaluate(set.GetFrame(i), set.GetLabel(i), context.GivenUp);
            milliseconds += prediction.Microseconds / 1000.0;
            right += prediction.Class == set.GetLabel(i) ? 1 : 0;
            progress.Report((i + 1.0) / set.Count);
            progress.Say($"Evaluating {i + 1}/{set.Count}: right {Show.Percent(right / (i + 1.0))}");
        }

        return milliseconds;
    }
}
