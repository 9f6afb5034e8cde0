namespace LlsEdge.VirtualBoard.Metering;

/// <summary>Block counts collected between the entries and exits of one phase.</summary>
internal sealed class Phase
{
    internal Phase(string name)
    {
        Name = name;
    }

    internal string Name { get; }

    internal long Calls { get; set; }

    internal int Depth { get; set; }

    internal long[] Entry { get; set; } = [];

    internal long[] Total { get; set; } = [];

    /// <summary>Gets or sets the record of the call that runs, if calls are kept.</summary>
    internal PhaseCall? Call { get; set; }

    internal long NativeEntry { get; set; }

    internal long NativeTotal { get; set; }

    internal void Reset()
    {
        Calls = 0;
        Depth = 0;
        NativeTotal = 0;
        Array.Clear(Total);
    }
}
