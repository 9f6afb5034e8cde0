using System.Numerics;
using LlsEdge.VirtualBoard.Metering;

namespace LlsEdge.VirtualBoard;

/// <summary>Counts what the firmware executes. Read it while the firmware is at rest, or from the thread that runs it, for exact figures.</summary>
public sealed class Meter
{
    private readonly BoardProfile _profile;
    private readonly List<BasicBlock> _blocks = [];
    private readonly List<Phase> _phases = [];
    private readonly List<PhaseCall> _calls = [];
    private long[] _counters = [];
    private long[] _costs = [];
    private long _nativeCost;
    private long _clearedCost;
    private int _depth;

    internal Meter(BoardProfile profile)
    {
        _profile = profile;
    }

    /// <summary>Gets the methods' shares: executed IL instructions by method, most first.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Methods
    {
        get
        {
            Dictionary<string, long> shares = new(StringComparer.Ordinal);
            for (int i = 0; i < _blocks.Count; i++)
            {
                shares[_blocks[i].Method] = shares.GetValueOrDefault(_blocks[i].Method) + (_counters[i] * _blocks[i].Instructions);
            }

            return [.. shares.Where(share => share.Value > 0).OrderByDescending(share => share.Value).ThenBy(share => share.Key, StringComparer.Ordinal)];
        }
    }

    /// <summary>Gets one reading for each phase name, in the order in which they were met in the firmware.</summary>
    public IReadOnlyList<PhaseReading> Phases => [.. _phases.Select(phase => new PhaseReading(phase.Name, phase.Calls, Read(phase.Total, phase.NativeTotal)))];

    /// <summary>Gets or sets whether each call of a phase is kept for <see cref="Calls"/>.</summary>
    public bool KeepsCalls { get; set; }

    /// <summary>Gets the calls of phases since the last <see cref="Clear"/>, one by one, in the order in which they began.</summary>
    public IReadOnlyList<PhaseCall> Calls => _calls;

    /// <summary>Gets the predicted instructions up to now.</summary>
    internal double PredictedInstructions => (CostNow() + _clearedCost) / 1000.0 * _profile.InstructionsPerX86;

    /// <summary>Reads everything counted since the boot, or since the last <see cref="Clear"/>.</summary>
    public MeterReading Snapshot()
    {
        return Read(_counters, _nativeCost);
    }

    /// <summary>Gives one phase's reading.</summary>
    /// <param name="name">The name in the firmware's <c>[Phase]</c>.</param>
    /// <exception cref="ArgumentException">No method of the firmware carries this phase.</exception>
    public PhaseReading Phase(string name)
    {
        foreach (PhaseReading reading in Phases)
        {
            if (reading.Name == name)
            {
                return reading;
            }
        }

        throw new ArgumentException($"No method of the firmware carries [Phase(\"{name}\")].", nameof(name));
    }

    /// <summary>Sets all counters to zero; the board's clock goes on.</summary>
    public void Clear()
    {
        _clearedCost += CostNow();
        Restart();
    }

    /// <summary>Sets the counters and the clock's share in them to zero, as a boot does.</summary>
    internal void Boot()
    {
        _clearedCost = 0;
        Restart();
    }

    private void Restart()
    {
        Array.Clear(_counters);
        _nativeCost = 0;
        _calls.Clear();
        _depth = 0;
        foreach (Phase phase in _phases)
        {
            phase.Reset();
        }
    }

    /// <summary>Makes room for the counters; their addresses are woven into the firmware, so the array is pinned.</summary>
    internal unsafe long Reserve(int capacity)
    {
        _counters = GC.AllocateArray<long>(capacity, pinned: true);
        _costs = new long[capacity];
        fixed (long* address = _counters)
        {
            return (long)address;
        }
    }

    internal int Add(BasicBlock block)
    {
        _blocks.Add(block);
        return _blocks.Count - 1;
    }

    internal int AddPhase(string name)
    {
        int known = _phases.FindIndex(phase => phase.Name == name);
        if (known >= 0)
        {
            return known;
        }

        _phases.Add(new Phase(name));
        return _phases.Count - 1;
    }

    /// <summary>Ends the weaving: block costs are known from here on.</summary>
    internal void Seal()
    {
        for (int i = 0; i < _blocks.Count; i++)
        {
            _costs[i] = _blocks[i].Cost;
        }

        foreach (Phase phase in _phases)
        {
            phase.Entry = new long[_blocks.Count];
            phase.Total = new long[_blocks.Count];
        }
    }

    /// <summary>Adds work of the board's native code, in x86 instructions.</summary>
    internal void ChargeNative(double instructions)
    {
        _nativeCost += (long)(instructions * 1000);
    }

    internal void Enter(int index)
    {
        Phase phase = _phases[index];
        if (phase.Depth++ == 0)
        {
            phase.Calls++;
            phase.NativeEntry = _nativeCost;
            phase.Call = KeepsCalls ? new PhaseCall(phase.Name, _depth) : null;
            _depth++;
            if (phase.Call is not null)
            {
                _calls.Add(phase.Call);
            }

            Array.Copy(_counters, phase.Entry, phase.Entry.Length);
        }
    }

    internal void Exit(int index)
    {
        Phase phase = _phases[index];
        if (--phase.Depth == 0)
        {
            _depth--;
            long native = _nativeCost - phase.NativeEntry;
            phase.NativeTotal += native;
            long[] total = phase.Total;
            long[] entry = phase.Entry;
            for (int i = 0; i < total.Length; i++)
            {
                entry[i] = _counters[i] - entry[i];
                total[i] += entry[i];
            }

            phase.Call?.End(Read(entry, native));
        }
    }

    private long CostNow()
    {
        int count = _blocks.Count;
        int i = 0;
        Vector<long> sums = Vector<long>.Zero;
        for (; i <= count - Vector<long>.Count; i += Vector<long>.Count)
        {
            sums += new Vector<long>(_counters, i) * new Vector<long>(_costs, i);
        }

        long sum = Vector.Sum(sums) + _nativeCost;
        for (; i < count; i++)
        {
            sum += _counters[i] * _costs[i];
        }

        return sum;
    }

    private MeterReading Read(long[] counts, long native)
    {
        long[] kinds = new long[InstructionKinds.Count];
        long cost = native;
        for (int i = 0; i < _blocks.Count; i++)
        {
            long count = counts[i];
            if (count == 0)
            {
                continue;
            }

            BasicBlock block = _blocks[i];
            cost += count * block.Cost;
            for (int kind = 0; kind < kinds.Length; kind++)
            {
                kinds[kind] += count * block.Kinds[kind];
            }
        }

        return new MeterReading(kinds, cost, _profile);
    }
}
