namespace LlsEdge.VirtualBoard;

/// <summary>The wire between host and board, and the board's receiver. Tests make it fail.</summary>
public sealed class UartLine : IDisposable
{
    private readonly Machine _machine;
    private readonly UartBackend _backend;
    private readonly Lock _gate = new();
    private readonly Queue<byte> _received = new();
    private Action? _dataReceived;
    private int _capacity;
    private int _threshold = 1;
    private int _corruptAt = -1;
    private int _dropAt = -1;
    private byte _corruptMask;
    private bool _open;
    private bool _eventDue;
    private volatile bool _unplugged;

    internal UartLine(Machine machine, UartBackend backend)
    {
        _machine = machine;
        _backend = backend;
        backend.Start(Receive);
    }

    /// <summary>Gets the name under which a program on the host opens the line.</summary>
    public string PortName => _backend.PortName;

    /// <summary>Gets the number of bytes the firmware has received since the boot, lost ones included.</summary>
    public long BytesReceived { get; private set; }

    /// <summary>Gets the number of bytes the firmware has sent since the boot.</summary>
    public long BytesSent { get; private set; }

    /// <summary>Gets how often the receive buffer has overflowed since the boot, each time losing all it held.</summary>
    public int Overflows { get; private set; }

    /// <summary>Gets the number of received bytes that the firmware has not read yet.</summary>
    public int BytesWaiting
    {
        get
        {
            lock (_gate)
            {
                return _received.Count;
            }
        }
    }

    /// <summary>Loses everything in the receive buffer, as an overflow does.</summary>
    public void DropReceiveBuffer()
    {
        lock (_gate)
        {
            _received.Clear();
        }
    }

    /// <summary>Loses everything in the receive buffer once, as soon as so many more bytes have arrived.</summary>
    /// <param name="bytes">How many bytes; the last of them is lost too.</param>
    public void DropReceiveBufferAfter(int bytes)
    {
        lock (_gate)
        {
            _dropAt = bytes;
        }
    }

    /// <summary>Lets the board receive bytes that the host has not sent.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Inject(params byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        Receive(bytes, bytes.Length);
    }

    /// <summary>Flips bits of one byte to come.</summary>
    /// <param name="skip">How many bytes arrive unharmed before it.</param>
    /// <param name="mask">The bits to flip.</param>
    public void CorruptByte(int skip, byte mask)
    {
        lock (_gate)
        {
            _corruptAt = skip;
            _corruptMask = mask;
        }
    }

    /// <summary>Pulls the cable: both directions lose everything until <see cref="Replug"/>.</summary>
    public void Unplug()
    {
        _unplugged = true;
    }

    /// <summary>Puts the cable back.</summary>
    public void Replug()
    {
        _unplugged = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _backend.Dispose();
    }

    internal void Boot()
    {
        Close();
        BytesReceived = 0;
        BytesSent = 0;
        Overflows = 0;
    }

    internal void Open(int capacity, int threshold, Action? dataReceived)
    {
        lock (_gate)
        {
            _received.Clear();
            _capacity = capacity;
            _threshold = threshold;
            _dataReceived = dataReceived;
            _open = true;
        }
    }

    internal void Close()
    {
        lock (_gate)
        {
            _open = false;
            _dataReceived = null;
            _eventDue = false;
            _received.Clear();
        }
    }

    internal void Send(byte[] buffer, int offset, int count)
    {
        BytesSent += count;
        if (!_unplugged)
        {
            _backend.Send(buffer, offset, count, () => _machine.IsStopping);
        }
    }

    internal int Take(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            int taken = Math.Min(count, _received.Count);
            for (int i = 0; i < taken; i++)
            {
                buffer[offset + i] = _received.Dequeue();
            }

            return taken;
        }
    }

    internal int IndexOf(byte value)
    {
        lock (_gate)
        {
            int index = 0;
            foreach (byte received in _received)
            {
                if (received == value)
                {
                    return index;
                }

                index++;
            }

            return -1;
        }
    }

    internal void DeliverEvents()
    {
        Action? handler = null;
        lock (_gate)
        {
            if (_eventDue)
            {
                _eventDue = false;
                handler = _dataReceived;
            }
        }

        handler?.Invoke();
    }

    private void Receive(byte[] bytes, int count)
    {
        bool deliver = false;
        lock (_gate)
        {
            if (_unplugged || !_open)
            {
                return;
            }

            BytesReceived += count;
            for (int i = 0; i < count; i++)
            {
                byte value = bytes[i];
                if (_corruptAt >= 0 && _corruptAt-- == 0)
                {
                    value ^= _corruptMask;
                }

                _received.Enqueue(value);
                if (_dropAt > 0 && --_dropAt == 0)
                {
                    _received.Clear();
                }
            }

            if (_received.Count > _capacity)
            {
                _received.Clear();
                Overflows++;
            }

            if (_dataReceived is not null && _received.Count >= _threshold)
            {
                _eventDue = true;
                deliver = true;
            }
        }

        _machine.Notify(deliver);
    }
}
