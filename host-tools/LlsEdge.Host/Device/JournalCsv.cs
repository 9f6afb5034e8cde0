using System.Globalization;
using System.Text;

namespace LlsEdge.Host.Device;

/// <summary>A board's journal as comma-separated values.</summary>
public static class JournalCsv
{
    /// <summary>
    /// Writes a journal with a header. Records that are no training steps have their number, kind and step only, and what else they have, the CRC of a model
    /// or a status, in the last columns.
    /// </summary>
    /// <param name="entries">The journal.</param>
    /// <returns>Lines.</returns>
    public static string Write(IReadOnlyList<JournalEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        int layers = entries.Max(entry => entry.Training?.LocalConfidences.Count) ?? 0;
        var text = new StringBuilder("step,label,predicted,confidence,saturations,milliseconds");
        for (int layer = 0; layer < layers; layer++)
        {
            text.Append(CultureInfo.InvariantCulture, $",layer{layer}");
        }

        text.Append(",record,kind,source,modelCrc,code\n");
        foreach (JournalEntry entry in entries)
        {
            Append(text, entry, layers);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, JournalEntry entry, int layers)
    {
        TrainingLogEntry? step = entry.Training;
        text.AppendJoin(',', entry.Step, step?.Label, step?.Predicted, step?.Confidence, step?.Saturations, step?.Milliseconds);
        for (int layer = 0; layer < layers; layer++)
        {
            int? local = step is null ? null : layer < step.LocalConfidences.Count ? step.LocalConfidences[layer] : 0;
            text.Append(CultureInfo.InvariantCulture, $",{local}");
        }

        text.Append(CultureInfo.InvariantCulture, $",{entry.Sequence},{entry.KindName},{step?.Source},{entry.ModelCrc:X8},{(step is null ? entry.Label : null)}\n");
    }
}
