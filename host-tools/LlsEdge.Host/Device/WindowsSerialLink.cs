using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace LlsEdge.Host.Device;

/// <summary>
/// A serial port of Windows.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsSerialLink : ISerialLink
{
    private const uint WriteTimeoutMilliseconds = 5000;

    private readonly SafeFileHandle _file;
    private uint _readTimeout;

    private WindowsSerialLink(string name, SafeFileHandle file)
    {
        Name = name;
        _file = file;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens a port; Windows gives a serial port to one process only.</summary>
    /// <param name="port">The port: <c>COM5</c>, <c>\\.\COM12</c>.</param>
    /// <param name="baudRate">The speed.</param>
    /// <returns>The port.</returns>
    public static WindowsSerialLink Open(string port, int baudRate)
    {
        const string DevicePrefix = @"\\.\";
        var path = port.StartsWith(DevicePrefix, StringComparison.Ordinal) ? port : DevicePrefix + port;
        var file = WindowsNative.CreateFile(path, WindowsNative.GenericReadWrite, 0, 0, WindowsNative.OpenExisting, 0, 0);
        if (file.IsInvalid)
        {
            throw OpenFailed(port, Marshal.GetLastPInvokeError());
        }

        var link = new WindowsSerialLink(port, file);
        if (!link.Configure(baudRate))
        {
            var error = Marshal.GetLastPInvokeError();
            link.Dispose();
            throw new DeviceException(
                DeviceErrorKind.PortUnusable,
                $"{port} is not a serial port, or does not do {baudRate} baud (system error {error}): give the port of the board's USB-serial adapter.");
        }

        return link;
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        if (!SetReadTimeout((uint)Math.Max(1, Math.Ceiling(timeout.TotalMilliseconds)))
            || !WindowsNative.ReadFile(_file, buffer, (uint)buffer.Length, out var read, 0))
        {
            throw Unplugged(Marshal.GetLastPInvokeError());
        }

        return (int)read;
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> data)
    {
        while (data.Length > 0)
        {
            if (!WindowsNative.WriteFile(_file, data, (uint)data.Length, out var written, 0) && Marshal.GetLastPInvokeError() != WindowsNative.Timeout)
            {
                throw Unplugged(Marshal.GetLastPInvokeError());
            }

            if (written == 0)
            {
                throw new DeviceException(DeviceErrorKind.NoAnswer, $"{Name} has not taken any data for {WriteTimeoutMilliseconds / 1000} s: unplug "
                    + "the adapter and plug it in again.");
            }

            data = data[(int)written..];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
    }

    private static DeviceException OpenFailed(string port, int error)
    {
        return error switch
        {
            WindowsNative.FileNotFound or WindowsNative.PathNotFound => SerialPorts.NotFound(port),
            WindowsNative.AccessDenied => new DeviceException(DeviceErrorKind.PortBusy, $"Another program uses {port}: close it (a terminal, another "
                + "llsedge, a debugger), then try again."),
            _ => new DeviceException(DeviceErrorKind.PortUnusable, $"{port} cannot be opened as a serial port (system error {error}): give the port of "
                + "the board's USB-serial adapter."),
        };
    }

    private bool Configure(int baudRate)
    {
        const uint Binary = 1;
        const uint AssertDtr = 0x10;
        const uint AssertRts = 0x1000;
        var block = new WindowsNative.DeviceControlBlock { Length = (uint)Marshal.SizeOf<WindowsNative.DeviceControlBlock>() };
        if (!WindowsNative.GetCommState(_file, ref block))
        {
            return false;
        }

        block.BaudRate = (uint)baudRate;
        block.Flags = Binary | AssertDtr | AssertRts;
        block.ByteSize = 8;
        block.Parity = 0;
        block.StopBits = 0;
        return WindowsNative.SetCommState(_file, ref block) && SetReadTimeout(1) && WindowsNative.PurgeComm(_file, WindowsNative.PurgeReceive);
    }

    private bool SetReadTimeout(uint milliseconds)
    {
        if (milliseconds == _readTimeout)
        {
            return true;
        }

        // These two maxima: return at once with what there is, else with the first byte, else after the constant.
        var timeouts = new WindowsNative.CommTimeouts
        {
            ReadInterval = uint.MaxValue,
            ReadTotalMultiplier = uint.MaxValue,
            ReadTotalConstant = milliseconds,
            WriteTotalConstant = WriteTimeoutMilliseconds,
        };
        _readTimeout = milliseconds;
        return WindowsNative.SetCommTimeouts(_file, ref timeouts);
    }

    private DeviceException Unplugged(int error)
    {
        return new DeviceException(DeviceErrorKind.Unplugged, $"The line at {Name} is gone (system error {error}): the adapter was unplugged. Plug it "
            + "in and try again.");
    }
}
