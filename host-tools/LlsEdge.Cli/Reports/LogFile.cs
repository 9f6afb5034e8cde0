using System.Globalization;
using System.Text;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;

namespace LlsEdge.Cli.Reports;

/// <summary>Training logs as text.</summary>
internal static class LogFile
{
    /// <summary>Writes a log as JSON if the file's name ends so, else as CSV.</summary>
    /// <param name="path">The file.</param>
    /// <param name="entries">The log.</param>
    public static void Write(string path, IReadOnlyList<TrainingLogEntry> entries)
    {
        bool json = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);
        OutputFile.Write(path, Encoding.UTF8.GetBytes(json ? Json.Write(new { records = entries }) + "\n" : ToCsv(entries)));
    }

    /// <summary>Writes a log as comma-separated values with a header.</summary>
    /// <param name="entries">The log.</param>
    /// <returns>Lines.</returns>
    public static string ToCsv(IReadOnlyList<TrainingLogEntry> entries)
    {
        int layers = entries.Count == 0 ? 0 : entries.Max(entry => entry.LocalConfidences.Count);
        var text = new StringBuilder("step,label,predicted,confidence,saturations,milliseconds");
        for (int layer = 0; layer < layers; layer++)
        {
            text.Append(CultureInfo.InvariantCulture, $",layer{layer}");
        }

        text.Append('\n');
        foreach (TrainingLogEntry entry in entries)
        {
            text.AppendJoin(',', entry.Step, entry.Label, entry.Predicted, entry.Confidence, entry.Saturations, entry.Milliseconds);
            for (int layer = 0; layer < layers; layer++)
            {
                text.Append(CultureInfo.InvariantCulture, $",{(layer < entry.LocalConfidences.Count ? entry.LocalConfidences[layer] : 0)}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
