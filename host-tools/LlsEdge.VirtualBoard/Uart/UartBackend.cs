namespace LlsEdge.VirtualBoard;

/// <summary>The host's end of the board's serial line.</summary>
public abstract class UartBackend : IDisposable
{
    /// <summary>Gets the name under which a program on the host opens the line.</summary>
    public abstract string PortName { get; }

    /// <summary>Makes a pseudo-terminal (Linux, macOS): to a program on the host it is a serial port like any other.</summary>
    public static UartBackend Pty()
    {
        return new PtyUart();
    }

    /// <summary>Listens on a TCP port of this machine, for one client at a time.</summary>
    /// <param name="port">The port; zero for a free one.</param>
    public static UartBackend Tcp(int port)
    {
        return new TcpUart(port);
    }

    /// <summary>Makes a line in memory, for tests.</summary>
    public static MemoryUart Memory()
    {
        return new MemoryUart();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts to hand over what the host sends.</summary>
    internal abstract void Start(Action<byte[], int> received);

    /// <summary>Sends to the host. Without a host that listens the bytes are lost, as on a wire.</summary>
    internal abstract void Send(byte[] buffer, int offset, int count, Func<bool> cancelled);

    /// <summary>Releases the line.</summary>
    /// <param name="disposing">Whether called from <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);
}
