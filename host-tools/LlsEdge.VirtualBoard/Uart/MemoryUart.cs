namespace LlsEdge.VirtualBoard;

/// <summary>A serial line in memory.</summary>
public sealed class MemoryUart : UartBackend
{
    private readonly HostStream _host;
    private Action<byte[], int>? _received;

    internal MemoryUart()
    {
        _host = new HostStream(this);
    }

    /// <inheritdoc/>
    public override string PortName => "memory";

    /// <summary>
    /// Gets the host's end. Reads block until the board has sent something; after <see cref="Stream.ReadTimeout"/> they throw a <see
    /// cref="TimeoutException"/>.
    /// </summary>
    public Stream Host => _host;

    internal override void Start(Action<byte[], int> received)
    {
        _received = received;
    }

    internal override void Send(byte[] buffer, int offset, int count, Func<bool> cancelled)
    {
        _host.Accept(buffer.AsSpan(offset, count));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _host.End();
    }

    private sealed class HostStream : Stream
    {
        private readonly MemoryUart _line;
        private readonly Queue<byte> _bytes = new();
        private bool _ended;

        internal HostStream(MemoryUart line)
        {
            _line = line;
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override bool CanTimeout => true;

        public override int ReadTimeout { get; set; } = Timeout.Infinite;

        public override int WriteTimeout { get; set; } = Timeout.Infinite;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            lock (_bytes)
            {
                while (_bytes.Count == 0 && !_ended)
                {
                    if (!Monitor.Wait(_bytes, ReadTimeout))
                    {
                        throw new TimeoutException("The board has sent nothing in time.");
                    }
                }

                int read = Math.Min(count, _bytes.Count);
                for (int i = 0; i < read; i++)
                {
                    buffer[offset + i] = _bytes.Dequeue();
                }

                return read;
            }
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            _line._received?.Invoke(buffer.AsSpan(offset, count).ToArray(), count);
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            throw new NotSupportedException();
        }

        public override void SetLength(long value)
        {
            throw new NotSupportedException();
        }

        internal void Accept(ReadOnlySpan<byte> bytes)
        {
            lock (_bytes)
            {
                foreach (byte value in bytes)
                {
                    _bytes.Enqueue(value);
                }

                Monitor.PulseAll(_bytes);
            }
        }

        internal void End()
        {
            lock (_bytes)
            {
                _ended = true;
                Monitor.PulseAll(_bytes);
            }
        }
    }
}
