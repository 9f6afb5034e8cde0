using System.Net;
using System.Net.Sockets;

namespace LlsEdge.Cli.Tests;

/// <summary>A line on which something happens once a host has sent so many bytes to a board: it breaks, or it goes dead.</summary>
internal sealed class CuttingRelay : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _board;
    private readonly Task _work;
    private readonly bool _breaks;
    private int _left;

    /// <summary>Starts to listen.</summary>
    /// <param name="boardPort">The board's port, tcp://….</param>
    /// <param name="bytes">How many of the host's bytes get through.</param>
    /// <param name="atCut">What happens then, before either end learns of it.</param>
    /// <param name="breaks">Whether the line breaks then; else nothing passes any more until the host leaves.</param>
    internal CuttingRelay(string boardPort, int bytes, Action atCut, bool breaks = true)
    {
        _breaks = breaks;
        _board = new Uri(boardPort);
        _left = bytes;
        _listener.Start();
        Port = $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _work = Task.Run(() => RelayAsync(atCut));
    }

    internal string Port { get; }

    /// <summary>Waits until the line has broken, or the host has left.</summary>
    internal void WaitForCut() => _work.WaitAsync(s_patience).GetAwaiter().GetResult();

    public void Dispose() => _listener.Dispose();

    private async Task RelayAsync(Action atCut)
    {
        using TcpClient host = await _listener.AcceptTcpClientAsync();
        using TcpClient board = new();
        await board.ConnectAsync(_board.Host, _board.Port);
        Task back = board.GetStream().CopyToAsync(host.GetStream());
        byte[] buffer = new byte[256];
        while (_left > 0)
        {
            int count = await host.GetStream().ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, _left)));
            if (count == 0)
            {
                throw new InvalidOperationException("The host has left before the line broke.");
            }

            await board.GetStream().WriteAsync(buffer.AsMemory(0, count));
            _left -= count;
        }

        atCut();
        if (!_breaks)
        {
            await UntilItLeaves(host);
        }

        board.Close();
        host.Close();
        await back.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static async Task UntilItLeaves(TcpClient host)
    {
        try
        {
            await host.GetStream().CopyToAsync(Stream.Null);
        }
        catch (IOException)
        {
            // Whoever leaves with answers unread resets the connection.
        }
    }
}
