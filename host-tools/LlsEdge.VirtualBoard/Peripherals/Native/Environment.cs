namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>The board's millisecond counter.</summary>
internal static class Environment
{
    public static long get_TickCount64(Machine machine)
    {
        return (long)(machine.Clock.Microseconds / 1000);
    }
}
