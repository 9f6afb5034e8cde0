namespace LlsEdge.Host.Training.Factory;

/// <summary>Where a training stands between two epochs.</summary>
/// <param name="Phase">The phase, from 0.</param>
/// <param name="Epoch">Its epochs done.</param>
/// <param name="State">The phase's own state.</param>
/// <param name="Best">Its best epoch.</param>
/// <param name="Curve">All epochs so far.</param>
internal sealed record TrainingState(int Phase, int Epoch, byte[] State, BestEpoch Best, IReadOnlyList<EpochRecord> Curve)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Phase);
        writer.Write(Epoch);
        WriteBytes(writer, State);
        writer.Write(Best.Loss);
        writer.Write(Best.Age);
        WriteBytes(writer, Best.State ?? []);
        writer.Write(Curve.Count);
        foreach (EpochRecord record in Curve)
        {
            writer.Write(record.Phase);
            writer.Write(record.Epoch);
            writer.Write(record.Epochs);
            writer.Write(record.Loss ?? double.NaN);
            writer.Write(record.Validation?.Loss ?? double.NaN);
            writer.Write(record.Validation?.BalancedAccuracy ?? double.NaN);
            writer.Write(record.IsBest);
            writer.Write(record.Seconds);
        }
    }

    public static TrainingState Read(BinaryReader reader)
    {
        int phase = reader.ReadInt32();
        int epoch = reader.ReadInt32();
        byte[] state = ReadBytes(reader);
        var best = new BestEpoch { Loss = reader.ReadDouble(), Age = reader.ReadInt32(), State = ReadBytes(reader) is { Length: > 0 } bytes ? bytes : null };
        var curve = new EpochRecord[reader.ReadInt32()];
        for (int i = 0; i < curve.Length; i++)
        {
            (string name, int number, int epochs) = (reader.ReadString(), reader.ReadInt32(), reader.ReadInt32());
            (double loss, double validationLoss, double accuracy) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
            curve[i] = new EpochRecord(
                name,
                number,
                epochs,
                double.IsNaN(loss) ? null : loss,
                double.IsNaN(accuracy) ? null : new ValidationScore(validationLoss, accuracy),
                reader.ReadBoolean(),
                reader.ReadDouble());
        }

        return new TrainingState(phase, epoch, state, best, curve);
    }

    private static void WriteBytes(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] ReadBytes(BinaryReader reader) => reader.ReadBytes(reader.ReadInt32());
}
