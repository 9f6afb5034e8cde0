namespace LlsEdge.VirtualBoard;

/// <summary>Executed IL instructions, exact, and what they would cost on the board, predicted.</summary>
public sealed class MeterReading
{
    private readonly long[] _kinds;

    internal MeterReading(long[] kinds, long cost, BoardProfile profile)
    {
        _kinds = kinds;
        foreach (long count in kinds)
        {
            Instructions += count;
        }

        PredictedInstructions = (long)Math.Round(cost / 1000.0 * profile.InstructionsPerX86);
        NominalMilliseconds = profile.NominalMilliseconds(PredictedInstructions);
        PessimisticMilliseconds = profile.PessimisticMilliseconds(PredictedInstructions);
    }

    /// <summary>Gets the number of IL instructions executed.</summary>
    public long Instructions { get; }

    /// <summary>Gets the predicted number of instructions of the board's processor.</summary>
    public long PredictedInstructions { get; }

    /// <summary>Gets the predicted time at the nominal cycles per instruction.</summary>
    public double NominalMilliseconds { get; }

    /// <summary>Gets the predicted time at the pessimistic cycles per instruction.</summary>
    public double PessimisticMilliseconds { get; }

    /// <summary>Gets the number of executed instructions of one kind.</summary>
    /// <param name="kind">The kind.</param>
    public long this[InstructionKind kind] => _kinds[(int)kind];
}
