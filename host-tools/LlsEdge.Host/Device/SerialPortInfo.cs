namespace LlsEdge.Host.Device;

/// <summary>
/// A serial port and what the system knows of it.
/// </summary>
/// <param name="Port">Its name: <c>/dev/ttyUSB0</c>, <c>/dev/cu.usbserial-1</c>, <c>COM5</c>.</param>
/// <param name="Usb">What it is on the USB; null for what is not on it, and where the system does not tell.</param>
/// <param name="Problem">What keeps this user from opening it, and what to do; null if nothing known.</param>
public sealed record SerialPortInfo(string Port, UsbAdapter? Usb, string? Problem);
