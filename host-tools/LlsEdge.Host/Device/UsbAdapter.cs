namespace LlsEdge.Host.Device;

/// <summary>
/// A device on the USB that is a serial port: a bridge on the board or in an adapter, or the microcontroller's own USB.
/// </summary>
/// <param name="Vendor">Who made it, by the USB's number.</param>
/// <param name="Product">What it is, by its maker's number.</param>
/// <param name="Text">What it says it is; null if it does not.</param>
/// <param name="SerialNumber">Its serial number; null if it has none.</param>
public sealed record UsbAdapter(int Vendor, int Product, string? Text, string? SerialNumber)
{
    private const int Espressif = 0x303a;

    private static readonly Dictionary<(int Vendor, int Product), string> s_known = new()
    {
        [(Espressif, 0x1001)] = "ESP32's own USB (Serial/JTAG)",
        [(0x10c4, 0xea60)] = "CP210x bridge (Silicon Labs)",
        [(0x10c4, 0xea70)] = "CP2105 bridge (Silicon Labs)",
        [(0x10c4, 0xea71)] = "CP2108 bridge (Silicon Labs)",
        [(0x1a86, 0x7523)] = "CH340 bridge (WCH)",
        [(0x1a86, 0x5523)] = "CH341 bridge (WCH)",
        [(0x1a86, 0x55d3)] = "CH343 bridge (WCH)",
        [(0x1a86, 0x55d4)] = "CH9102 bridge (WCH)",
        [(0x0403, 0x6001)] = "FT232 bridge (FTDI)",
        [(0x0403, 0x6010)] = "FT2232 bridge (FTDI)",
        [(0x0403, 0x6011)] = "FT4232 bridge (FTDI)",
        [(0x0403, 0x6014)] = "FT232H bridge (FTDI)",
        [(0x0403, 0x6015)] = "FT-X bridge (FTDI)",
        [(0x067b, 0x2303)] = "PL2303 bridge (Prolific)",
    };

    /// <summary>Gets the numbers as they are usually written: <c>10c4:ea60</c>.</summary>
    public string Id => $"{Vendor:x4}:{Product:x4}";

    /// <summary>Gets what a device with these numbers usually is; null for one that is not known here.</summary>
    public string? Kind => s_known.GetValueOrDefault((Vendor, Product)) ?? (Vendor == Espressif ? "ESP32's own USB" : null);
}
