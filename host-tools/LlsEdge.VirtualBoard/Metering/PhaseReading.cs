namespace LlsEdge.VirtualBoard;

/// <summary>What the methods that carry one <c>[Phase]</c> name have cost, callees included.</summary>
public sealed class PhaseReading
{
    internal PhaseReading(string name, long calls, MeterReading total)
    {
        Name = name;
        Calls = calls;
        Total = total;
    }

    /// <summary>Gets the phase's name.</summary>
    public string Name { get; }

    /// <summary>Gets the number of outermost calls; a phase that calls itself counts once.</summary>
    public long Calls { get; }

    /// <summary>Gets the cost of all calls together.</summary>
    public MeterReading Total { get; }
}
