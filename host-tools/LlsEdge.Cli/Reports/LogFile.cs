using System.Text;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;

namespace LlsEdge.Cli.Reports;

/// <summary>Journals as files.</summary>
internal static class LogFile
{
    /// <summary>Writes a journal in the format that the file's name tells: JSON, JSON lines, else CSV.</summary>
    /// <param name="path">The file.</param>
    /// <param name="entries">The journal.</param>
    public static void Write(string path, IReadOnlyList<JournalEntry> entries)
    {
        string text = FormatOf(path) switch
        {
            LogFormat.Json => Json.Write(ToJson(entries, null)) + "\n",
            LogFormat.JsonLines => ToJsonLines(entries),
            _ => JournalCsv.Write(entries),
        };
        OutputFile.Write(path, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Tells a file's format by its name.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The format.</returns>
    public static LogFormat FormatOf(string path)
    {
        string ending = Path.GetExtension(path);
        return ending.Equals(".json", StringComparison.OrdinalIgnoreCase) ? LogFormat.Json
            : ending.Equals(".jsonl", StringComparison.OrdinalIgnoreCase) ? LogFormat.JsonLines
            : LogFormat.Csv;
    }

    /// <summary>Writes a journal as lines of JSON.</summary>
    /// <param name="entries">The journal.</param>
    /// <returns>Lines.</returns>
    public static string ToJsonLines(IReadOnlyList<JournalEntry> entries) => string.Concat(entries.Select(entry => JournalJson.WriteLine(entry) + "\n"));

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
