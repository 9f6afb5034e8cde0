using System.Globalization;

namespace LlsEdge.Host.Device;

/// <summary>
/// What Linux tells of serial ports, in the files of sysfs.
/// </summary>
internal static class LinuxPorts
{
    /// <summary>The folder with an entry a terminal.</summary>
    public const string Class = "/sys/class/tty";

    /// <summary>Lists the ports with a device behind them.</summary>
    /// <returns>Their device files.</returns>
    public static IEnumerable<string> List()
    {
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

    /// <summary>Finds what a port is on the USB.</summary>
    /// <param name="classFolder">The folder with an entry a terminal.</param>
    /// <param name="port">The port's device file.</param>
    /// <returns>The device; null if the port is not on the USB.</returns>
    public static UsbAdapter? FindUsb(string classFolder, string port)
    {
        // The entry is a link to …/1-2/1-2:1.0/ttyUSB0/tty/ttyUSB0; the USB device is the folder 1-2.
        var entry = new DirectoryInfo(Path.Combine(classFolder, Path.GetFileName(port)));
        for (var folder = entry.Exists ? entry.ResolveLinkTarget(returnFinalTarget: true) as DirectoryInfo : null; folder is not null; folder = folder.Parent)
        {
            if (ReadNumber(folder, "idVendor") is int vendor && ReadNumber(folder, "idProduct") is int product)
            {
                return new UsbAdapter(vendor, product, ReadText(folder, "product"), ReadText(folder, "serial"));
            }
        }

        return null;
    }

    private static bool IsMissingChip(string typeFile)
    {
        return File.Exists(typeFile) && File.ReadAllText(typeFile).Trim() == "0";
    }

    private static int? ReadNumber(DirectoryInfo folder, string name)
    {
        return int.TryParse(ReadText(folder, name), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string? ReadText(DirectoryInfo folder, string name)
    {
        var file = Path.Combine(folder.FullName, name);
        return File.Exists(file) && File.ReadAllText(file).Trim() is var text and not "" ? text : null;
    }
}
