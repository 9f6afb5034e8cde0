namespace LlsEdge.Host.Device;

/// <summary>
/// Opens lines to boards by name.
/// </summary>
public static class SerialLinks
{
    private const string TcpScheme = "tcp:";

    /// <summary>Opens a line.</summary>
    /// <param name="port">The port: <c>/dev/ttyUSB0</c>, <c>COM5</c>, <c>tcp://host:port</c> or <c>tcp:host:port</c>.</param>
    /// <param name="baudRate">The speed, where the line has one.</param>
    /// <returns>The line.</returns>
    public static ISerialLink Open(string port, int baudRate)
    {
        if (port.StartsWith(TcpScheme, StringComparison.OrdinalIgnoreCase))
        {
            return TcpSerialLink.Open(port, port[TcpScheme.Length..].TrimStart('/'));
        }

        return OperatingSystem.IsWindows() ? WindowsSerialLink.Open(port, baudRate) : PosixSerialLink.Open(port, baudRate);
    }
}
