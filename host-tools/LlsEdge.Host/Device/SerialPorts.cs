using System.Runtime.Versioning;
using Microsoft.Win32;

namespace LlsEdge.Host.Device;

/// <summary>
/// The serial ports of this machine.
/// </summary>
public static class SerialPorts
{
    /// <summary>Lists the ports that a board could be on.</summary>
    /// <returns>Their names, sorted.</returns>
    public static IReadOnlyList<string> List()
    {
        var ports = OperatingSystem.IsWindows() ? ListWindows() : OperatingSystem.IsMacOS() ? Directory.EnumerateFiles("/dev", "cu.*") : ListLinux();
        return [.. ports.Order(StringComparer.OrdinalIgnoreCase)];
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

    private static IEnumerable<string> ListLinux()
    {
        const string Class = "/sys/class/tty";
        if (!Directory.Exists(Class))
        {
            return [];
        }

        // Of the built-in ports the kernel lists more than exist: those without a device behind them, and of the 8250 driver those it found no chip for
        // (type 0).
        return from entry in Directory.EnumerateDirectories(Class)
               where Directory.Exists(Path.Combine(entry, "device")) && !IsMissingChip(Path.Combine(entry, "type"))
               let device = Path.Combine("/dev", Path.GetFileName(entry))
               where File.Exists(device)
               select device;
    }

    private static bool IsMissingChip(string typeFile)
    {
        return File.Exists(typeFile) && File.ReadAllText(typeFile).Trim() == "0";
    }

    [SupportedOSPlatform("windows")]
    private static IEnumerable<string> ListWindows()
    {
        using var map = Registry.LocalMachine.OpenSubKey(@"HARDWARE\DEVICEMAP\SERIALCOMM");
        return map is null ? [] : [.. map.GetValueNames().Select(name => map.GetValue(name)).OfType<string>()];
    }
}
