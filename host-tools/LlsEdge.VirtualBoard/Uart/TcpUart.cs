using System.Net;
using System.Net.Sockets;

namespace LlsEdge.VirtualBoard;

/// <summary>A serial line over TCP. A client may leave and come back; a second one waits until the first has left.</summary>
internal sealed class TcpUart : UartBackend
{
    private readonly TcpListener _listener;
    private readonly Lock _gate = new();
    private Socket? _client;
    private volatile bool _closed;

    internal TcpUart(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        PortName = "tcp://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    public override string PortName { get; }

    internal override void Start(Action<byte[], int> received)
    {
        new Thread(() => Serve(received)) { IsBackground = true, Name = "virtual board: TCP line" }.Start();
    }

    internal override void Send(byte[] buffer, int offset, int count, Func<bool> cancelled)
    {
        Socket? client;
        lock (_gate)
        {
            client = _client;
        }

        if (client is null)
        {
            return;
        }

        try
        {
            while (count > 0 && !cancelled())
            {
                if (client.Poll(50_000, SelectMode.SelectWrite))
                {
                    int sent = client.Send(buffer, offset, count, SocketFlags.None);
                    offset += sent;
                    count -= sent;
                }
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The client has left; a wire does not tell either.
        }
    }

    protected override void Dispose(bool disposing)
    {
        _closed = true;
        _listener.Stop();
        lock (_gate)
        {
            _client?.Dispose();
        }
    }

    private void Serve(Action<byte[], int> received)
    {
        byte[] buffer = new byte[4096];
        while (!_closed)
        {
            try
            {
                using Socket client = _listener.AcceptSocket();
                client.NoDelay = true;
                lock (_gate)
                {
                    _client = client;
                }

                int count;
                while (!_closed && (count = client.Receive(buffer)) > 0)
                {
                    received(buffer, count);
                }
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                // Either the client has left, and the next one is waited for, or the board is being disposed of.
            }

            lock (_gate)
            {
                _client = null;
            }
        }
    }
}
