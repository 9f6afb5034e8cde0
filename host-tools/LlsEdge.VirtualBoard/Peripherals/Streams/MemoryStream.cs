namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>The board's stream in memory.</summary>
internal sealed class MemoryStream : BufferedContentStream
{
    private byte[] _closedContent = [];

    public MemoryStream()
        : base([], readable: true, writable: true)
    {
    }

    public MemoryStream(byte[] buffer)
        : base(buffer, readable: true, writable: true)
    {
    }

    public MemoryStream(byte[] buffer, bool isWritable)
        : base(buffer, readable: true, isWritable)
    {
    }

    public byte[] ToArray()
    {
        if (!CanSeek)
        {
            return _closedContent;
        }

        long position = Position;
        byte[] content = new byte[Length];
        Position = 0;
        _ = Read(content, 0, content.Length);
        Position = position;
        return content;
    }

    protected override void Changing(long position, long length)
    {
    }

    protected override void Closing(ReadOnlySpan<byte> content)
    {
        _closedContent = content.ToArray();
    }
}
