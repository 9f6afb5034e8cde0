using System.Text.Json;
using LlsEdge.Host.Data;

namespace LlsEdge.Host.Device;

/// <summary>Reads journals that were written as text: JSON as of <c>llsedge log --json</c>, JSON lines, or comma-separated values.</summary>
public static class JournalReader
{
    private const string Remedy = "write it again with 'llsedge log --out FILE'";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; what is in it, not its name, tells its format.</param>
    /// <returns>The records, oldest first.</returns>
    /// <exception cref="DataException">It cannot be read, or is no journal.</exception>
    public static IReadOnlyList<JournalEntry> ReadFile(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"The log cannot be read ({cause.Message.TrimEnd('.')})", path, "give a file that 'llsedge log --out FILE' wrote", cause);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">What to call it in errors.</param>
    /// <returns>The records, oldest first.</returns>
    /// <exception cref="DataException">It is no journal.</exception>
    public static IReadOnlyList<JournalEntry> Parse(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] lines = text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            IEnumerable<JournalEntry> entries = lines.Length == 0 ? []
                : IsLines(text) ? lines.Select(ReadLine)
                : text.StartsWith('{') ? ReadObject(lines[0])
                : JournalCsv.Read(lines);
            return [.. entries.OrderBy(entry => entry.Sequence)];
        }
        catch (Exception cause) when (cause is JsonException or FormatException or OverflowException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DataException($"This is no log of a board ({cause.Message.ReplaceLineEndings(" ").TrimEnd('.')})", source, Remedy, cause);
        }
    }

    /// <summary>Tells lines of JSON from a JSON object with lists and from comma-separated values.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it is an object a line.</returns>
    public static bool IsLines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        return text.StartsWith('{') && !text.AsSpan(0, end < 0 ? text.Length : end).Contains("\"records\"", StringComparison.Ordinal);
    }

    private static JournalEntry ReadLine(string line)
    {
        using var document = JsonDocument.Parse(line);
        return JournalJson.Read(document.RootElement);
    }

    private static List<JournalEntry> ReadObject(string line)
    {
        using var document = JsonDocument.Parse(line);
        return
        [
            .. document.RootElement.GetProperty("records").EnumerateArray().Select(JournalJson.Read),
            .. document.RootElement.GetProperty("events").EnumerateArray().Select(JournalJson.Read),
        ];
    }
}
