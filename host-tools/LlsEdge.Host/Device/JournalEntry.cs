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
    private const string UnknownKind = "kind";

    private static readonly Dictionary<int, string> s_names = new()
    {
        [JournalKind.Trained] = "trained",
        [JournalKind.Undone] = "undone",
        [JournalKind.Committed] = "committed",
        [JournalKind.RolledBack] = "rolledBack",
        [JournalKind.Factory] = "factory",
        [JournalKind.CameraFault] = "cameraFault",
        [JournalKind.CameraMoved] = "cameraMoved",
        [JournalKind.Started] = "started",
        [JournalKind.Put] = "put",
    };

    /// <summary>Gets the kind's name, as tables and files spell it.</summary>
    public string KindName => s_names.GetValueOrDefault(Kind, $"{UnknownKind}{Kind}");

    /// <summary>Gets the CRC-32 of the model that the record is about, null for kinds that are about none.</summary>
    public uint? ModelCrc => Kind is JournalKind.Trained or JournalKind.CameraFault or JournalKind.CameraMoved || Value == 0 ? null : (uint)Value;

    /// <summary>Makes the record of a training step.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The record.</returns>
    public static JournalEntry Of(TrainingLogEntry step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new JournalEntry(step.Sequence, JournalKind.Trained, step.Step, step.Milliseconds, step.Label, step);
    }

    /// <summary>Makes any other record out of what files tell of it, which is all but what a camera's fault led to.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="kindName">Its kind's name.</param>
    /// <param name="step">The model's training steps.</param>
    /// <param name="modelCrc">The CRC-32 of the model that it is about, null for none.</param>
    /// <param name="label">What the kind calls label.</param>
    /// <returns>The record; null if there is no such kind, or it is that of training steps.</returns>
    public static JournalEntry? OfEvent(int sequence, string kindName, int step, uint? modelCrc, int label)
    {
        ArgumentNullException.ThrowIfNull(kindName);
        int kind = s_names.FirstOrDefault(name => name.Value == kindName).Key;
        bool isKnown = kind != 0 || (kindName.StartsWith(UnknownKind, StringComparison.Ordinal) && int.TryParse(kindName.AsSpan(UnknownKind.Length), out kind));
        return isKnown && kind != JournalKind.Trained ? new JournalEntry(sequence, kind, step, (int)(modelCrc ?? 0), label, null) : null;
    }

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
