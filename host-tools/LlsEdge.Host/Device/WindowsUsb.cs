using System.Globalization;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Microsoft.Win32;

namespace LlsEdge.Host.Device;

/// <summary>
/// What Windows tells of serial ports on the USB, in its registry.
/// </summary>
internal static partial class WindowsUsb
{
    private const string Devices = @"SYSTEM\CurrentControlSet\Enum";

    /// <summary>Finds what a port is on the USB.</summary>
    /// <param name="port">The port: <c>COM5</c>.</param>
    /// <returns>The device; null if the port is not on the USB.</returns>
    [SupportedOSPlatform("windows")]
    public static UsbAdapter? Find(string port)
    {
        // Enum\USB\VID_10C4&PID_EA60\0001 and, with FTDI's driver, Enum\FTDIBUS\VID_0403+PID_6001+A1B2\0000.
        foreach (var bus in new[] { "USB", "FTDIBUS" })
        {
            using var devices = Registry.LocalMachine.OpenSubKey($@"{Devices}\{bus}");
            foreach (var device in devices?.GetSubKeyNames() ?? [])
            {
                using var instances = devices!.OpenSubKey(device);
                foreach (var instance in instances?.GetSubKeyNames() ?? [])
                {
                    using var settings = instances!.OpenSubKey($@"{instance}\Device Parameters");
                    if (port.Equals(settings?.GetValue("PortName") as string, StringComparison.OrdinalIgnoreCase))
                    {
                        using var entry = instances.OpenSubKey(instance);
                        return Parse(device, instance, entry?.GetValue("FriendlyName") as string);
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Reads a device's numbers out of the names of its keys.</summary>
    /// <param name="device">The device's key: <c>VID_10C4&amp;PID_EA60</c>.</param>
    /// <param name="instance">The instance's key: a serial number, or with <c>&amp;</c> in it a number that Windows made up.</param>
    /// <param name="text">What Windows calls it.</param>
    /// <returns>The device; null if the key holds no numbers.</returns>
    public static UsbAdapter? Parse(string device, string instance, string? text)
    {
        var match = Numbers().Match(device);
        if (!match.Success)
        {
            return null;
        }

        var serial = match.Groups["serial"] is { Success: true, Value: var inDevice } ? inDevice
            : instance.Contains('&', StringComparison.Ordinal) ? null : instance;
        return new UsbAdapter(ToNumber(match.Groups["vendor"].Value), ToNumber(match.Groups["product"].Value), text, serial);
    }

    private static int ToNumber(string hex)
    {
        return int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^VID_(?<vendor>[0-9A-F]{4})[&+]PID_(?<product>[0-9A-F]{4})(\+(?<serial>\w+))?", RegexOptions.IgnoreCase)]
    private static partial Regex Numbers();
}
