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
        OutputFile.Write(path, Encoding.UTF8.GetBytes(json ? Json.Write(ToJson(entries, null)) + "\n" : JournalCsv.Write(entries)));
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
}
