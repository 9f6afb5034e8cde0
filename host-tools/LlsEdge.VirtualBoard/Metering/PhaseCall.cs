namespace LlsEdge.VirtualBoard;

/// <summary>One call of a method that carries <c>[Phase]</c>.</summary>
public sealed class PhaseCall
{
    private MeterReading? _total;

    internal PhaseCall(string name, int depth)
    {
        Name = name;
        Depth = depth;
    }

    /// <summary>Gets the phase's name.</summary>
    public string Name { get; }

    /// <summary>Gets how many phases it ran inside of.</summary>
    public int Depth { get; }

    /// <summary>Gets what it has cost, callees included.</summary>
    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public MeterReading Total => _total ?? throw new InvalidOperationException($"The phase {Name} is still running: read it while the firmware is at rest.");

    internal void End(MeterReading total)
    {
        _total = total;
    }
}
