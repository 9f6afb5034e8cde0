namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>Numbers of the functions a pin can have: device type, device, signal.</summary>
internal static class DeviceFunctions
{
    private const int Serial = 0x30000;

    internal static int Transmit(int port)
    {
        return Serial + (port << 8);
    }

    internal static int Receive(int port)
    {
        return Serial + (port << 8) + 1;
    }
}
