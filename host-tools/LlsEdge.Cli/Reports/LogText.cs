using LlsEdge.Cli.Commands;
using LlsEdge.Host.Device;
using LlsEdge.Link;
using Spectre.Console;

namespace LlsEdge.Cli.Reports;

/// <summary>Journals for people.</summary>
internal static class LogText
{
    /// <summary>A journal as a table.</summary>
    /// <param name="entries">The journal.</param>
    public static Table ToTable(IReadOnlyList<JournalEntry> entries)
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
                    Layers(step),
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

    /// <summary>A record as a line.</summary>
    /// <param name="entry">The record.</param>
    public static string ToLine(JournalEntry entry) => entry.Training is TrainingLogEntry step
        ? $"record {entry.Sequence}, step {step.Step}: taught {step.Label} by {step.Source}, said {step.Predicted} ({Show.Percent(step.Confidence / 255.0)}"
            + $"{(step.Predicted == step.Label ? "" : ", wrong")}); {LearningLayers(step)}{step.Saturations} clamped, {step.Milliseconds} ms"
        : $"record {entry.Sequence}, step {entry.Step}: {Describe(entry)}";

    // A layer that does not learn has none.
    private static string LearningLayers(TrainingLogEntry step) => string.Concat(step.LocalConfidences
        .Select((value, layer) => value > 0 ? $"layer {layer + 1} {Show.Percent(value / 255.0)}; " : ""));

    private static string Layers(TrainingLogEntry step) => string.Join(' ', step.LocalConfidences.Select(value => Show.Percent(value / 255.0)));

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
