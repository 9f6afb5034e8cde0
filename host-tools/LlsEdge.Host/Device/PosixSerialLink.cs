using System.Runtime.InteropServices;

namespace LlsEdge.Host.Device;

/// <summary>
/// A serial port of Linux or macOS.
/// </summary>
internal sealed class PosixSerialLink : ISerialLink
{
    private const int WriteTimeoutMilliseconds = 5000;

    private int _descriptor;

    private PosixSerialLink(string name, int descriptor)
    {
        Name = name;
        _descriptor = descriptor;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens a port, for this process alone.</summary>
    /// <param name="port">The device, with or without <c>/dev/</c>.</param>
    /// <param name="baudRate">The speed.</param>
    /// <returns>The port.</returns>
    public static PosixSerialLink Open(string port, int baudRate)
    {
        var path = port.Contains('/', StringComparison.Ordinal) ? port : "/dev/" + port;
        var descriptor = PosixNative.Open(path, PosixNative.OpenFlags);
        if (descriptor < 0)
        {
            throw OpenFailed(port, Marshal.GetLastPInvokeError());
        }

        var link = new PosixSerialLink(port, descriptor);
        try
        {
            // TIOCEXCL does not keep a privileged process out; the lock does, if that process locks too.
            if (PosixNative.Lock(descriptor, PosixNative.LockExclusive | PosixNative.LockNonBlocking) != 0
                && Marshal.GetLastPInvokeError() == PosixNative.TryAgain)
            {
                throw OpenFailed(port, PosixNative.Busy);
            }

            if (!PosixTerminal.Configure(descriptor, baudRate))
            {
                throw new DeviceException(
                    DeviceErrorKind.PortUnusable,
                    $"{port} is not a serial port, or does not do {baudRate} baud (system error {Marshal.GetLastPInvokeError()}): give the port of the "
                        + "board's USB-serial adapter.");
            }

            if (!IsPseudoTerminal(path))
            {
                PosixTerminal.Claim(descriptor);
            }

            return link;
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        if (!WaitFor(PosixNative.PollIn, (int)Math.Ceiling(timeout.TotalMilliseconds)))
        {
            return 0;
        }

        var count = PosixNative.Read(_descriptor, buffer, buffer.Length);
        if (count > 0)
        {
            return (int)count;
        }

        var error = Marshal.GetLastPInvokeError();
        return count < 0 && (error == PosixNative.TryAgain || error == PosixNative.Interrupted) ? 0 : throw Unplugged();
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> data)
    {
        while (data.Length > 0)
        {
            var count = PosixNative.Write(_descriptor, data, data.Length);
            if (count > 0)
            {
                data = data[(int)count..];
                continue;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error != PosixNative.TryAgain && error != PosixNative.Interrupted)
            {
                throw Unplugged();
            }

            if (!WaitFor(PosixNative.PollOut, WriteTimeoutMilliseconds))
            {
                throw new DeviceException(DeviceErrorKind.NoAnswer, $"{Name} has not taken any data for {WriteTimeoutMilliseconds / 1000} s: unplug "
                    + "the adapter and plug it in again.");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = PosixNative.Close(_descriptor);
            _descriptor = -1;
        }
    }

    /// <summary>A virtual board keeps its pseudo-terminal open, and with it whatever claim a host left there when it was killed.</summary>
    private static bool IsPseudoTerminal(string path)
    {
        return path.StartsWith("/dev/pts/", StringComparison.Ordinal) || path.StartsWith("/dev/ttys", StringComparison.Ordinal);
    }

    private static DeviceException OpenFailed(string port, int error)
    {
        return error switch
        {
            PosixNative.NoEntry or PosixNative.NoDevice or PosixNative.NoDeviceOrAddress => SerialPorts.NotFound(port),
            PosixNative.AccessDenied or PosixNative.NotPermitted => new DeviceException(
                DeviceErrorKind.PermissionDenied,
                $"You may not open {port}: {PortAccess.HowToGet}."),
            PosixNative.Busy => new DeviceException(DeviceErrorKind.PortBusy, $"Another program uses {port}: close it (a terminal, another llsedge, a "
                + "debugger), then try again."),
            _ => new DeviceException(DeviceErrorKind.PortUnusable, $"{port} cannot be opened as a serial port (system error {error}): give the port of "
                + "the board's USB-serial adapter."),
        };
    }

    private bool WaitFor(short events, int milliseconds)
    {
        var poll = new PosixNative.PollDescriptor { Descriptor = _descriptor, Events = events };
        var ready = PosixNative.Poll(ref poll, 1, milliseconds);
        if (ready < 0)
        {
            return Marshal.GetLastPInvokeError() == PosixNative.Interrupted ? false : throw Unplugged();
        }

        // What arrived before the other end hung up is still to be read.
        if ((poll.Results & events) == 0 && (poll.Results & (PosixNative.PollHangUp | PosixNative.PollError | PosixNative.PollInvalid)) != 0)
        {
            throw Unplugged();
        }

        return ready > 0;
    }

    private DeviceException Unplugged()
    {
        return new DeviceException(DeviceErrorKind.Unplugged, $"The line at {Name} is gone: the adapter was unplugged, or the virtual board stopped. "
            + "Reconnect it and try again.");
    }
}
