using LlsEdge.Link;

namespace LlsEdge.Host.Device;

/// <summary>
/// One record of the board's journal.
/// </summary>
/// <param name="Sequence">Its number; they count up by one.</param>
/// <param name="Kind">What happened, see <see cref="JournalKind"/>.</param>
/// <param name="Step">The model's training steps at that time.</param>
/// <param name="Value">What the kind calls value.</param>
/// <param name="Label">What the kind calls label.</param>
/// <param name="Training">The training step, null for every other kind.</param>
public sealed record JournalEntry(int Sequence, int Kind, int Step, int Value, int Label, TrainingLogEntry? Training)
{
    /// <summary>Gets the kind's name, as tables and files spell it.</summary>
    public string KindName => Kind switch
    {
        JournalKind.Trained => "trained",
        JournalKind.Undone => "undone",
        JournalKind.Committed => "committed",
        JournalKind.RolledBack => "rolledBack",
        JournalKind.Factory => "factory",
        JournalKind.CameraFault => "cameraFault",
        JournalKind.CameraMoved => "cameraMoved",
        JournalKind.Started => "started",
        JournalKind.Put => "put",
        _ => $"kind{Kind}",
    };

    /// <summary>Gets the CRC-32 of the model that the record is about, null for kinds that are about none.</summary>
    public uint? ModelCrc => Kind is JournalKind.Trained or JournalKind.CameraFault or JournalKind.CameraMoved || Value == 0 ? null : (uint)Value;

    /// <summary>Reads a record.</summary>
    /// <param name="record">Its <see cref="JournalRecord.Length"/> bytes.</param>
    /// <returns>The entry.</returns>
    internal static JournalEntry Read(byte[] record)
    {
        int kind = record[JournalRecord.Kind];
        return new JournalEntry(
            LittleEndian.ReadInt32(record, JournalRecord.Sequence),
            kind,
            LittleEndian.ReadInt32(record, JournalRecord.Step),
            LittleEndian.ReadInt32(record, JournalRecord.Value),
            record[JournalRecord.Label],
            kind == JournalKind.Trained ? TrainingLogEntry.Read(record) : null);
    }
}
