namespace LlsEdge.VirtualBoard.Memory;

/// <summary>
/// The few numbers that woven code reads and writes by address: a flag that asks the firmware to look up from its work, and the levels that
/// rise at a method's entry and fall at its exit.
/// </summary>
internal sealed class FrameState
{
    private readonly long[] _slots = GC.AllocateArray<long>(5, pinned: true);

    /// <summary>Gets the address of the flag.</summary>
    internal unsafe long FlagAddress
    {
        get
        {
            fixed (long* address = _slots)
            {
                return (long)address;
            }
        }
    }

    internal long StackAddress => FlagAddress + sizeof(long);

    internal long TripwireAddress => FlagAddress + (2 * sizeof(long));

    internal ref long Flag => ref _slots[0];

    /// <summary>Gets the bytes of all live frames.</summary>
    internal ref long Stack => ref _slots[1];

    /// <summary>Gets the stack level above which a method's entry must ask the heap.</summary>
    internal ref long Tripwire => ref _slots[2];

    /// <summary>Gets the bytes of struct locals of live frames, which the board keeps as heap objects.</summary>
    internal ref long Structs => ref _slots[3];

    /// <summary>Gets the bytes of objects whose constructors are still running.</summary>
    internal ref long Pending => ref _slots[4];

    internal void Reset()
    {
        Array.Clear(_slots);
    }

    /// <summary>Puts the levels back to those of the frame that handles an exception.</summary>
    internal void Unwind(long stack, long structs, long pending)
    {
        Stack = stack;
        Structs = structs;
        Pending = pending;
    }
}
