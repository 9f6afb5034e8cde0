namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>A stream whose content lies in the host's memory.</summary>
internal abstract class BufferedContentStream : Stream
{
    private readonly MemoryStreamContent _content = new();
    private readonly bool _readable;
    private readonly bool _writable;
    private bool _closed;

    protected BufferedContentStream(byte[] content, bool readable, bool writable)
    {
        _content.Write(content, 0, content.Length);
        _content.Position = 0;
        _readable = readable;
        _writable = writable;
    }

    public override bool CanRead => _readable && !_closed;

    public override bool CanSeek => !_closed;

    public override bool CanWrite => _writable && !_closed;

    public override long Length => Open().Length;

    public override long Position
    {
        get => Open().Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override void Flush()
    {
        _ = Open();
    }

    public override int Read(SpanByte buffer)
    {
        Require(_readable);
        return Open().Read(buffer.AsSpan());
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        Require(_readable);
        return Open().Read(buffer, offset, count);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        return Open().Seek(offset, origin);
    }

    public override void SetLength(long value)
    {
        Require(_writable);
        Changing(Math.Min(value, Open().Length), value);
        Open().SetLength(value);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Require(_writable);
        Changing(Open().Position, Math.Max(Open().Length, Open().Position + count));
        Open().Write(buffer, offset, count);
    }

    /// <summary>Called before the content changes, from a position on, and comes to a length.</summary>
    protected abstract void Changing(long position, long length);

    /// <summary>Called once, when the stream is closed.</summary>
    protected abstract void Closing(ReadOnlySpan<byte> content);

    protected override void Dispose(bool disposing)
    {
        if (!_closed)
        {
            _closed = true;
            Closing(_content.GetBuffer().AsSpan(0, (int)_content.Length));
        }
    }

    private static void Require(bool allowed)
    {
        if (!allowed)
        {
            throw new NotSupportedException();
        }
    }

    private MemoryStreamContent Open()
    {
        return _closed ? throw new ObjectDisposedException(nameof(Stream)) : _content;
    }
}
