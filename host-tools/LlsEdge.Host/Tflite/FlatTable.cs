using System.Buffers.Binary;
using System.Text;

namespace LlsEdge.Host.Tflite;

/// <summary>
/// A table of a FlatBuffers file, read in place: a signed distance to its vtable, whose 16-bit entries say where each field lies. Whatever leads outside the
/// file ends in an <see cref="ArgumentOutOfRangeException"/>.
/// </summary>
internal readonly struct FlatTable
{
    private readonly ReadOnlyMemory<byte> _file;
    private readonly int _at;

    private FlatTable(ReadOnlyMemory<byte> file, int at)
    {
        _file = file;
        _at = at;
    }

    /// <summary>Opens the table that a file begins with.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The table.</returns>
    public static FlatTable Root(ReadOnlyMemory<byte> file) => new(file, Follow(file, 0));

    /// <summary>Reads a 32-bit field.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="missing">What stands for a field that is not there.</param>
    /// <returns>The value.</returns>
    public int GetInt32(int field, int missing = 0) => Find(field) is int at ? Int32(_file, at) : missing;

    /// <summary>Reads a 64-bit field.</summary>
    /// <param name="field">Its number.</param>
    /// <returns>The value; 0 where it is not there.</returns>
    public ulong GetUInt64(int field) => Find(field) is int at ? BinaryPrimitives.ReadUInt64LittleEndian(Slice(_file, at, 8)) : 0;

    /// <summary>Reads a field of one byte.</summary>
    /// <param name="field">Its number.</param>
    /// <returns>The value; 0 where it is not there.</returns>
    public byte GetByte(int field) => Find(field) is int at ? Slice(_file, at, 1)[0] : (byte)0;

    /// <summary>Reads a text.</summary>
    /// <param name="field">Its number.</param>
    /// <returns>The text; empty where it is not there.</returns>
    public string GetText(int field) => Encoding.UTF8.GetString(GetVector(field, 1).Span);

    /// <summary>Reads a field that is a table.</summary>
    /// <param name="field">Its number.</param>
    /// <returns>The table; null where it is not there.</returns>
    public FlatTable? GetTable(int field) => Find(field) is int at ? new FlatTable(_file, Follow(_file, at)) : null;

    /// <summary>Reads a vector of tables.</summary>
    /// <param name="field">Its number.</param>
    /// <returns>The tables; none where it is not there.</returns>
    public FlatTable[] GetTables(int field)
    {
        ReadOnlyMemory<byte> file = _file;
        int[] starts = Starts(field);
        return [.. starts.Select(at => new FlatTable(file, Follow(file, at)))];
    }

    /// <summary>Reads a vector of numbers.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="size">Bytes of an element.</param>
    /// <returns>The elements' bytes; none where it is not there.</returns>
    public ReadOnlyMemory<byte> GetVector(int field, int size)
    {
        if (Find(field) is not int at)
        {
            return default;
        }

        int start = Follow(_file, at);
        long length = (long)(uint)Int32(_file, start) * size;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _file.Length - start - 4);
        return _file.Slice(start + 4, (int)length);
    }

    private static int Int32(ReadOnlyMemory<byte> file, int at) => BinaryPrimitives.ReadInt32LittleEndian(Slice(file, at, 4));

    private static int Follow(ReadOnlyMemory<byte> file, int at)
    {
        long target = at + (long)(uint)Int32(file, at);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(target, file.Length - 4);
        return (int)target;
    }

    private static ReadOnlySpan<byte> Slice(ReadOnlyMemory<byte> file, int at, int length) => file.Span.Slice(at, length);

    private int[] Starts(int field)
    {
        int count = GetVector(field, 4).Length / 4;
        int first = count == 0 ? 0 : Follow(_file, Find(field)!.Value) + 4;
        return [.. Enumerable.Range(0, count).Select(i => first + (4 * i))];
    }

    private int? Find(int field)
    {
        long table = _at - (long)Int32(_file, _at);
        ArgumentOutOfRangeException.ThrowIfNegative(table);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(table, _file.Length - 4);
        int entry = 4 + (2 * field);
        if (entry + 2 > BinaryPrimitives.ReadUInt16LittleEndian(Slice(_file, (int)table, 2)))
        {
            return null;
        }

        int offset = BinaryPrimitives.ReadUInt16LittleEndian(Slice(_file, (int)table + entry, 2));
        return offset == 0 ? null : _at + offset;
    }
}
