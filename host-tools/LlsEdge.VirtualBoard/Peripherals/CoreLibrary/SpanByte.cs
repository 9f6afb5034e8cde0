namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>The board's view into a byte array.</summary>
internal readonly struct SpanByte
{
    private readonly byte[]? _array;
    private readonly int _start;
    private readonly int _length;

    public SpanByte(byte[]? array)
        : this(array, 0, array is null ? 0 : array.Length)
    {
    }

    public SpanByte(byte[]? array, int start, int length)
    {
        if (start < 0 || length < 0 || start + length > (array is null ? 0 : array.Length))
        {
            throw new ArgumentOutOfRangeException(nameof(length));
        }

        _array = array;
        _start = start;
        _length = length;
    }

    public static SpanByte Empty => default;

    public bool IsEmpty => _length == 0;

    public int Length => _length;

    public byte this[int index]
    {
        get => AsSpan()[Checked(index)];
        set => AsSpan()[Checked(index)] = value;
    }

    public static implicit operator SpanByte(byte[]? array)
    {
        return new SpanByte(array);
    }

    public void CopyTo(SpanByte destination)
    {
        AsSpan().CopyTo(destination.AsSpan());
    }

    public SpanByte Slice(int start)
    {
        return Slice(start, _length - start);
    }

    public SpanByte Slice(int start, int length)
    {
        return start >= 0 && length >= 0 && start + length <= _length
            ? new SpanByte(_array, _start + start, length)
            : throw new ArgumentOutOfRangeException(nameof(start));
    }

    public byte[] ToArray()
    {
        return AsSpan().ToArray();
    }

    internal Span<byte> AsSpan()
    {
        return _array.AsSpan(_start, _length);
    }

    private int Checked(int index)
    {
        return index >= 0 && index < _length ? index : throw new ArgumentOutOfRangeException(nameof(index));
    }
}
