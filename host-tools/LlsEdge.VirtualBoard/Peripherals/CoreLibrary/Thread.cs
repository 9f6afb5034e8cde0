namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>
/// The firmware runs on one thread, which may sleep. Starting others is refused when the firmware is loaded, since their order would not repeat.
/// </summary>
internal static class Thread
{
    public static void Sleep(int millisecondsTimeout, Machine machine)
    {
        machine.Poll();
        machine.Sleep(millisecondsTimeout < 0 ? double.PositiveInfinity : millisecondsTimeout);
    }

    public static void Sleep(TimeSpan timeout, Machine machine)
    {
        Sleep((int)timeout.TotalMilliseconds, machine);
    }
}
