namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>The board's microsecond counter.</summary>
internal static class HighResTimer
{
    public static ulong GetCurrent(Machine machine)
    {
        return (ulong)machine.Clock.Microseconds;
    }
}
