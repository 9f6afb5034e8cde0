using System.Globalization;
using System.Text;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;

namespace LlsEdge.Cli.Reports;

/// <summary>Journals as text.</summary>
internal static class LogFile
{
    /// <summary>Writes a journal as JSON if the file's name ends so, else as CSV.</summary>
    /// <param name="path">The file.</param>
    /// <param name="entries">The journal.</param>
    public static void Write(string path, IReadOnlyList<JournalEntry> entries)
    {
        bool json = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);
        OutputFile.Write(path, Encoding.UTF8.GetBytes(json ? Json.Write(ToJson(entries, null)) + "\n" : ToCsv(entries)));
    }

    /// <summary>Gives the training steps as records, and everything else as events.</summary>
    /// <param name="entries">The journal.</param>
    /// <param name="port">The board's port, null to leave it out.</param>
    /// <returns>An object for JSON.</returns>
    public static object ToJson(IReadOnlyList<JournalEntry> entries, string? port)
    {
        TrainingLogEntry[] records = [.. entries.Select(entry => entry.Training).OfType<TrainingLogEntry>()];
        var json = new OrderedDictionary<string, object?>();
        if (port is not null)
        {
            json.Add("port", port);
            json.Add("count", records.Length);
        }

        json.Add("records", records);
        json.Add("events", entries.Where(entry => entry.Training is null).Select(entry => new
        {
            entry.Sequence,
            kind = entry.KindName,
            entry.Step,
            entry.ModelCrc,
            code = entry.Label,
        }).ToArray());
        return json;
    }

    /// <summary>
    /// Writes a journal as comma-separated values with a header. Records that are no training steps have their number, kind and step only, and what else
    /// they have, the CRC of a model or a status, in the last columns.
    /// </summary>
    /// <param name="entries">The journal.</param>
    /// <returns>Lines.</returns>
    public static string ToCsv(IReadOnlyList<JournalEntry> entries)
    {
        int layers = entries.Max(entry => entry.Training?.LocalConfidences.Count) ?? 0;
        var text = new StringBuilder("step,label,predicted,confidence,saturations,milliseconds");
        for (int layer = 0; layer < layers; layer++)
        {
            text.Append(CultureInfo.InvariantCulture, $",layer{layer}");
        }

        text.Append(",record,kind,source,modelCrc,code\n");
        foreach (JournalEntry entry in entries)
        {
            TrainingLogEntry? step = entry.Training;
            text.AppendJoin(',', entry.Step, step?.Label, step?.Predicted, step?.Confidence, step?.Saturations, step?.Milliseconds);
            for (int layer = 0; layer < layers; layer++)
            {
                text.Append(CultureInfo.InvariantCulture, $",{(layer < step?.LocalConfidences.Count ? step.LocalConfidences[layer] : step is null ? null : 0)}");
            }

            text.Append(
                CultureInfo.InvariantCulture, $",{entry.Sequence},{entry.KindName},{step?.Source},{entry.ModelCrc:X8},{(step is null ? entry.Label : null)}\n");
        }

        return text.ToString();
    }
}
