namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>The board's stream: a reader must also offer <see cref="SpanByte"/>.</summary>
internal abstract class Stream : IDisposable
{
    public abstract bool CanRead { get; }

    public abstract bool CanSeek { get; }

    public abstract bool CanWrite { get; }

    public abstract long Length { get; }

    public abstract long Position { get; set; }

    public virtual bool CanTimeout => false;

    public virtual int ReadTimeout
    {
        get => throw new InvalidOperationException();
        set => throw new InvalidOperationException();
    }

    public virtual int WriteTimeout
    {
        get => throw new InvalidOperationException();
        set => throw new InvalidOperationException();
    }

    public virtual void Close()
    {
        Dispose(true);
    }

    public void Dispose()
    {
        Close();
    }

    public abstract void Flush();

    public abstract int Read(SpanByte buffer);

    public abstract int Read(byte[] buffer, int offset, int count);

    public virtual int ReadByte()
    {
        byte[] single = new byte[1];
        return Read(single, 0, 1) == 0 ? -1 : single[0];
    }

    public abstract long Seek(long offset, SeekOrigin origin);

    public abstract void SetLength(long value);

    public abstract void Write(byte[] buffer, int offset, int count);

    public virtual void WriteByte(byte value)
    {
        Write([value], 0, 1);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
