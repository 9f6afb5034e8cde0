using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlsEdge.Host.Data;

namespace LlsEdge.Host.Studies;

/// <summary>
/// The finished cells of a study, one JSON object a line, written as they finish: a study that was broken off goes on where it stopped. Each line carries a
/// fingerprint of the study's settings; lines of other settings do not count.
/// </summary>
public sealed class StudyJournal
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly string _fingerprint;
    private readonly Dictionary<string, IReadOnlyList<JsonObject>> _finished = [];

    /// <summary>Opens a journal.</summary>
    /// <param name="path">The file; it need not exist.</param>
    /// <param name="settings">What the rows depend on.</param>
    /// <exception cref="DataException">The file cannot be read.</exception>
    public StudyJournal(string path, string settings)
    {
        _path = path;
        _fingerprint = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(settings)))[..16];
        foreach (string line in ReadLines(path))
        {
            Take(line);
        }
    }

    /// <summary>Gives the rows of a finished cell.</summary>
    /// <param name="key">The cell.</param>
    /// <returns>Its rows, or null if it is not finished.</returns>
    public IReadOnlyList<JsonObject>? Find(string key)
    {
        lock (_lock)
        {
            return _finished.GetValueOrDefault(key);
        }
    }

    /// <summary>Notes a finished cell.</summary>
    /// <param name="key">The cell.</param>
    /// <param name="rows">Its rows.</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public void Add(string key, IReadOnlyList<JsonObject> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var line = new JsonObject { ["cell"] = key, ["settings"] = _fingerprint, ["rows"] = new JsonArray([.. rows.Select(row => row.DeepClone())]) };
        lock (_lock)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);

                // The line feed comes first: a line that was cut off by a crash ends there, and does not swallow this one.
                File.AppendAllText(_path, "\n" + line.ToJsonString());
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw new DataException("The study's journal cannot be written", _path, "give a folder where you may write with --out", cause);
            }

            _finished[key] = rows;
        }
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataException("The study's journal cannot be read", path, "remove it or give another folder with --out", cause);
        }
    }

    private void Take(string line)
    {
        try
        {
            if (JsonNode.Parse(line) is JsonObject entry
                && (string?)entry["settings"] == _fingerprint
                && (string?)entry["cell"] is string key
                && entry["rows"] is JsonArray rows)
            {
                _finished[key] = [.. rows.Select(row => row!.DeepClone().AsObject())];
            }
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            // A line that was cut off when the study was: its cell is measured again.
        }
    }
}
