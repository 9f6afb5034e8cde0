using LlsEdge.Host.Data;

namespace LlsEdge.Host.Training.Factory;

/// <summary>A stretch of a factory training: some epochs by one rule in one arithmetic.</summary>
/// <param name="name">What it is called in curves.</param>
/// <param name="epochs">Passes over the frames, at most.</param>
internal abstract class TrainingPhase(string name, int epochs)
{
    public string Name { get; } = name;

    public int Epochs { get; } = epochs;

    /// <summary>Learns one epoch.</summary>
    /// <param name="epoch">Which, from 0.</param>
    /// <param name="report">Told the fraction of the epoch done, 0 to 1.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>The mean loss of the training frames, or null where the arithmetic knows none.</returns>
    public abstract double? RunEpoch(int epoch, Action<double> report, CancellationToken cancellation);

    /// <summary>Measures what has been learnt, in this phase's arithmetic, and leaves it as it is.</summary>
    public abstract ValidationScore Validate(ImageSet set, CancellationToken cancellation);

    /// <summary>Writes all that the following epochs depend on.</summary>
    public abstract void Write(BinaryWriter writer);

    /// <summary>Goes back to what <see cref="Write"/> wrote.</summary>
    public abstract void Read(BinaryReader reader);

    /// <summary>Gives <see cref="Write"/>'s bytes.</summary>
    public byte[] Save()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Write(writer);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Goes back to <see cref="Save"/>'s bytes.</summary>
    public void Restore(byte[] state)
    {
        using var reader = new BinaryReader(new MemoryStream(state));
        Read(reader);
    }
}
