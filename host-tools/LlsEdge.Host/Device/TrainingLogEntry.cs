using LlsEdge.Link;

namespace LlsEdge.Host.Device;

/// <summary>
/// One training step, as the board recorded it.
/// </summary>
/// <param name="Step">The step's index, from 1.</param>
/// <param name="Label">The label it was taught.</param>
/// <param name="Predicted">The class predicted before the update.</param>
/// <param name="Confidence">The confidence in it, 0 to 255.</param>
/// <param name="LocalConfidences">Each layer's local probability of the true class, 0 to 255; 0 for a layer that does not learn.</param>
/// <param name="Saturations">Values clamped in the step, 65535 for that many or more.</param>
/// <param name="Milliseconds">The step's time.</param>
/// <param name="Sequence">The record's number in the board's journal.</param>
/// <param name="Source">Who gave the label: host or button.</param>
public sealed record TrainingLogEntry(
    int Step,
    int Label,
    int Predicted,
    int Confidence,
    IReadOnlyList<int> LocalConfidences,
    int Saturations,
    int Milliseconds,
    int Sequence,
    string Source)
{
    /// <summary>Reads a record.</summary>
    /// <param name="record">Its <see cref="JournalRecord.Length"/> bytes.</param>
    /// <returns>The entry.</returns>
    internal static TrainingLogEntry Read(byte[] record)
    {
        var locals = new int[Math.Min((int)record[JournalRecord.LayerCount], JournalRecord.MaxLayers)];
        for (var i = 0; i < locals.Length; i++)
        {
            locals[i] = record[JournalRecord.LocalConfidence + i];
        }

        return new TrainingLogEntry(
            LittleEndian.ReadInt32(record, JournalRecord.Step),
            record[JournalRecord.Label],
            record[JournalRecord.Predicted],
            record[JournalRecord.Confidence],
            locals,
            LittleEndian.ReadUInt16(record, JournalRecord.Saturations),
            LittleEndian.ReadInt32(record, JournalRecord.Value),
            LittleEndian.ReadInt32(record, JournalRecord.Sequence),
            record[JournalRecord.Source] == JournalRecord.FromButton ? "button" : "host");
    }
}
