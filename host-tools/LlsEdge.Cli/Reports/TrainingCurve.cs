using LlsEdge.Cli.Commands;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Training;

namespace LlsEdge.Cli.Reports;

/// <summary>Shows a training epoch by epoch: a line each, and on a terminal a curve above the progress bar.</summary>
/// <param name="progress">Where to.</param>
internal sealed class TrainingCurve(IWorkProgress progress)
{
    private int _told;

    /// <summary>Shows the epochs so far.</summary>
    /// <param name="curve">All of them, those of an earlier run included.</param>
    public void Tell(IReadOnlyList<EpochRecord> curve)
    {
        if (_told == 0 && curve.Count > 1)
        {
            progress.Note($"Went on after {curve.Count - 1} epochs of an earlier run.");
        }

        _told = curve.Count;
        progress.Note(Describe(curve[^1]));
        var chart = new BrailleChart();
        chart.Add("loss, training", "yellow", [.. curve.Select(record => record.Loss)]);
        if (curve.Any(record => record.Validation is not null))
        {
            chart.Add("loss, validation", "aqua", [.. curve.Select(record => record.Validation?.Loss)]);
        }

        progress.Draw(chart.Draw());
    }

    private static string Describe(EpochRecord record)
    {
        string loss = record.Loss is double training ? $" loss {training:0.000}," : "";
        string validation = record.Validation is { } score
            ? $" validation loss {score.Loss:0.000}, balanced {Show.Percent(score.BalancedAccuracy)}{(record.IsBest ? ", the best so far" : "")},"
            : "";
        return $"{record.Phase} {record.Epoch}/{record.Epochs}:{loss}{validation} {record.Seconds:0.0} s";
    }
}
