using System.Net.Sockets;

namespace LlsEdge.Host.Device;

/// <summary>
/// A line to a board behind a TCP port: a virtual board, or a serial-to-network bridge.
/// </summary>
internal sealed class TcpSerialLink : ISerialLink
{
    private readonly Socket _socket;

    private TcpSerialLink(string name, Socket socket)
    {
        Name = name;
        _socket = socket;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Connects.</summary>
    /// <param name="port">What the user calls the line.</param>
    /// <param name="hostAndPort">Where it is: <c>host:port</c>.</param>
    /// <returns>The line.</returns>
    public static TcpSerialLink Open(string port, string hostAndPort)
    {
        if (!Uri.TryCreate("tcp://" + hostAndPort, UriKind.Absolute, out var address) || address.Port <= 0)
        {
            throw new DeviceException(DeviceErrorKind.PortNotFound, $"{port} is not an address: write tcp://host:port.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, SendTimeout = 5000 };
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            socket.ConnectAsync(address.Host, address.Port, limit.Token).AsTask().GetAwaiter().GetResult();
            return new TcpSerialLink(port, socket);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            throw new DeviceException(DeviceErrorKind.PortNotFound, $"Nothing listens at {port}: start the board there, or check the address.", e);
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        try
        {
            if (!_socket.Poll(timeout, SelectMode.SelectRead))
            {
                return 0;
            }

            var count = _socket.Receive(buffer);
            return count > 0 ? count : throw Gone(null);
        }
        catch (SocketException e)
        {
            throw Gone(e);
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> data)
    {
        try
        {
            while (data.Length > 0)
            {
                data = data[_socket.Send(data)..];
            }
        }
        catch (SocketException e)
        {
            throw Gone(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
    }

    private DeviceException Gone(Exception? inner)
    {
        return new DeviceException(DeviceErrorKind.Unplugged, $"The connection to {Name} has closed: the board, or what runs it, has stopped. Start it "
            + "and try again.", inner);
    }
}
