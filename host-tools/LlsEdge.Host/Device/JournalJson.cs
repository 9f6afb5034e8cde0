using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlsEdge.Host.Device;

/// <summary>
/// A journal's records as JSON, one object a line (JSONL): a training step has all that <see cref="TrainingLogEntry"/> has, any other record the CRC of the
/// model that it is about and a code; all have their number and kind.
/// </summary>
public static class JournalJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Writes a record.</summary>
    /// <param name="entry">The record.</param>
    /// <returns>One line, without its end.</returns>
    public static string WriteLine(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        object line = entry.Training is TrainingLogEntry step
            ? new
            {
                step.Sequence,
                kind = entry.KindName,
                step.Step,
                step.Label,
                step.Predicted,
                step.Confidence,
                step.LocalConfidences,
                step.Saturations,
                step.Milliseconds,
                step.Source,
            }
            : new { entry.Sequence, kind = entry.KindName, entry.Step, entry.ModelCrc, code = entry.Label };
        return JsonSerializer.Serialize(line, line.GetType(), s_options);
    }

    /// <summary>Reads a record, as a line or out of the lists records and events of <c>llsedge log --json</c>.</summary>
    /// <param name="json">The object.</param>
    /// <exception cref="JsonException">It is no record.</exception>
    public static JournalEntry Read(JsonElement json)
    {
        // In the list of training steps the kind goes without saying.
        if (!json.TryGetProperty("kind", out JsonElement kind) || kind.GetString() == "trained")
        {
            TrainingLogEntry step = json.Deserialize<TrainingLogEntry>(s_options) ?? throw new JsonException("A record is null.");
            return step.LocalConfidences is null || step.Source is null ? throw new JsonException("A training step lacks a field.") : JournalEntry.Of(step);
        }

        return JournalEntry.OfEvent(
            json.GetProperty("sequence").GetInt32(),
            kind.GetString()!,
            json.GetProperty("step").GetInt32(),
            json.TryGetProperty("modelCrc", out JsonElement crc) && crc.ValueKind == JsonValueKind.Number ? crc.GetUInt32() : null,
            json.GetProperty("code").GetInt32()) ?? throw new JsonException($"There is no kind of record '{kind.GetString()}'.");
    }
}
