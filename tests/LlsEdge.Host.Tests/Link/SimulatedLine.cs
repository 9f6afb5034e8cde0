using LlsEdge.Host.Device;
using LlsEdge.Link;
using Xunit;

namespace LlsEdge.Host.Tests.Link;

/// <summary>
/// A line between the real host client and the real board server, with a UART's receive buffer that drops everything when it overflows, faults both ways,
/// and a clock of its own. The board runs only while the host waits: the worst case for the credits.
/// </summary>
internal sealed class SimulatedLine : ISerialLink, IByteSink
{
    private readonly Queue<byte> _toHost = new();
    private readonly List<byte> _uart = [];
    private LinkServer _server;

    public SimulatedLine(PretendBoard board)
    {
        Board = board;
        _server = new LinkServer(board, this);
    }

    public string Name => "the test line";

    public PretendBoard Board { get; }

    public FakeTime Time { get; } = new();

    public Faults ToBoard { get; set; } = new(0, 0);

    public Faults ToHost { get; set; } = new(0, 0);

    public int Overflows { get; private set; }

    public bool IsBoardDead { get; set; }

    public bool IsUnplugged { get; set; }

    /// <summary>Set while the board handles a request: what lies in its receive buffer is lost.</summary>
    public bool DropNext { get; set; }

    public bool Dropped { get; private set; }

    public Func<byte[], byte[]>? FilterToHost { get; set; }

    public LinkServer Server => _server;

    public DeviceClient Connect(LinkTimeouts? timeouts = null)
    {
        return DeviceClient.Connect(this, timeouts ?? new LinkTimeouts(), Time, TestContext.Current.CancellationToken);
    }

    public void RestartBoard()
    {
        _uart.Clear();
        _server = new LinkServer(Board, this);
    }

    public void Inject(byte[] toBoard)
    {
        Receive(toBoard);
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        ThrowIfUnplugged();
        RunBoard();
        if (_toHost.Count == 0)
        {
            Time.Advance(timeout > TimeSpan.Zero ? timeout : TimeSpan.FromTicks(1));
            return 0;
        }

        // In small pieces, as a UART's driver gives them.
        var count = 0;
        while (count < Math.Min(buffer.Length, 37) && _toHost.TryDequeue(out var value))
        {
            buffer[count++] = value;
        }

        return count;
    }

    public void Write(ReadOnlySpan<byte> data)
    {
        ThrowIfUnplugged();
        Receive(ToBoard.Apply(data));
    }

    public void Send(byte[] data, int offset, int count)
    {
        var sent = ToHost.Apply(data.AsSpan(offset, count));
        foreach (var value in FilterToHost?.Invoke(sent) ?? sent)
        {
            _toHost.Enqueue(value);
        }
    }

    public void Dispose()
    {
    }

    private void Receive(ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
        {
            if (_uart.Count == LinkProtocol.ReceiveBuffer)
            {
                Overflows++;
                _uart.Clear();
            }

            _uart.Add(value);
        }
    }

    private void RunBoard()
    {
        var bytes = _uart.ToArray();
        _uart.Clear();
        if (IsBoardDead)
        {
            return;
        }

        for (var i = 0; i < bytes.Length; i += 100)
        {
            _server.Accept(bytes, i, Math.Min(100, bytes.Length - i));
            if (DropNext)
            {
                DropNext = false;
                Dropped = true;
                return;
            }
        }
    }

    private void ThrowIfUnplugged()
    {
        if (IsUnplugged)
        {
            throw new DeviceException(DeviceErrorKind.Unplugged, $"The line at {Name} is gone.");
        }
    }
}
