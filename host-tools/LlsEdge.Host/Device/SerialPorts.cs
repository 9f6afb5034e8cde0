using System.Runtime.Versioning;
using Microsoft.Win32;

namespace LlsEdge.Host.Device;

/// <summary>
/// The serial ports of this machine.
/// </summary>
public static class SerialPorts
{
    private const string DeviceFolder = "/dev";

    /// <summary>Lists the ports that a board could be on.</summary>
    /// <returns>Their names, sorted.</returns>
    public static IReadOnlyList<string> List()
    {
        var ports = OperatingSystem.IsWindows() ? ListWindows() : OperatingSystem.IsMacOS() ? Directory.EnumerateFiles(DeviceFolder, "cu.*") : LinuxPorts.List();
        return [.. ports.Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Lists the ports with what the system knows of them, without opening any: that would restart many a board.</summary>
    /// <returns>The ports, sorted by name.</returns>
    public static IReadOnlyList<SerialPortInfo> Describe()
    {
        return [.. List().Select(port => new SerialPortInfo(port, FindUsb(port), PortAccess.FindProblem(port)))];
    }

    /// <summary>Says that there is no such port, and which there are.</summary>
    /// <param name="port">The port asked for.</param>
    /// <returns>The failure.</returns>
    internal static DeviceException NotFound(string port)
    {
        var ports = List();
        var hint = ports.Count == 0
            ? "This machine has none: plug in the board's USB-serial adapter, or start a virtual board."
            : $"Ports here: {string.Join(", ", ports)}.";
        return new DeviceException(DeviceErrorKind.PortNotFound, $"There is no serial port {port}. {hint}");
    }

    private static UsbAdapter? FindUsb(string port)
    {
        // On macOS only the I/O registry knows, which has no files.
        return OperatingSystem.IsWindows() ? WindowsUsb.Find(port) : OperatingSystem.IsLinux() ? LinuxPorts.FindUsb(LinuxPorts.Class, port) : null;
    }

    [SupportedOSPlatform("windows")]
    private static IEnumerable<string> ListWindows()
    {
        using var map = Registry.LocalMachine.OpenSubKey(@"HARDWARE\DEVICEMAP\SERIALCOMM");
        return map is null ? [] : [.. map.GetValueNames().Select(name => map.GetValue(name)).OfType<string>()];
    }
}
