using System.Buffers.Binary;
using System.Text;

namespace LlsEdge.Host.Tests.Tflite;

/// <summary>A table of a FlatBuffers file to be written: fields by number. What a field points at follows it in the file.</summary>
internal sealed class FlatNode
{
    private readonly SortedDictionary<int, object> _fields = [];

    /// <summary>Sets a field: an int, a byte, a string, a <see cref="FlatNode"/>, an array of those, of int, float, long or byte.</summary>
    internal FlatNode With(int field, object value)
    {
        _fields[field] = value;
        return this;
    }

    /// <summary>Writes a file with this table as its root.</summary>
    internal byte[] Write(string identifier)
    {
        var file = new List<byte>(new byte[4]);
        file.AddRange(Encoding.ASCII.GetBytes(identifier));
        var open = new Queue<(int Reference, object Target)>([(0, this)]);
        while (open.TryDequeue(out (int Reference, object Target) next))
        {
            int at = Append(file, next.Target, open);
            Patch(file, next.Reference, at - next.Reference);
        }

        return [.. file];
    }

    private static int Append(List<byte> file, object target, Queue<(int Reference, object Target)> open) => target switch
    {
        FlatNode node => node.AppendTable(file, open),
        FlatNode[] nodes => AppendVector(file, nodes.Length, new byte[4 * nodes.Length], (at, i) => open.Enqueue((at + (4 * i), nodes[i]))),
        string text => AppendVector(file, Encoding.UTF8.GetByteCount(text), [.. Encoding.UTF8.GetBytes(text), 0]),
        int[] numbers => AppendVector(file, numbers.Length, [.. numbers.SelectMany(BitConverter.GetBytes)]),
        float[] numbers => AppendVector(file, numbers.Length, [.. numbers.SelectMany(BitConverter.GetBytes)]),
        long[] numbers => AppendVector(file, numbers.Length, [.. numbers.SelectMany(BitConverter.GetBytes)]),
        byte[] bytes => AppendVector(file, bytes.Length, bytes),
        _ => throw new ArgumentException($"A field cannot hold {target}."),
    };

    private static int AppendVector(List<byte> file, int count, byte[] content, Action<int, int>? refer = null)
    {
        const int Alignment = 16;
        while ((file.Count + 4) % Alignment != 0)
        {
            file.Add(0);
        }

        int at = file.Count;
        file.AddRange(BitConverter.GetBytes(count));
        file.AddRange(content);
        for (int i = 0; refer is not null && i < count; i++)
        {
            refer(at + 4, i);
        }

        return at;
    }

    private static void Patch(List<byte> file, int at, int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        for (int i = 0; i < 4; i++)
        {
            file[at + i] = bytes[i];
        }
    }

    // The vtable, then the table: four bytes for every field.
    private int AppendTable(List<byte> file, Queue<(int Reference, object Target)> open)
    {
        int entries = _fields.Count == 0 ? 0 : _fields.Keys.Max() + 1;
        while ((file.Count + 4 + (2 * entries)) % 8 != 0)
        {
            file.Add(0);
        }

        int vtable = file.Count;
        file.AddRange(BitConverter.GetBytes((ushort)(4 + (2 * entries))));
        file.AddRange(BitConverter.GetBytes((ushort)(4 + (4 * _fields.Count))));
        for (int field = 0; field < entries; field++)
        {
            int place = _fields.ContainsKey(field) ? 4 + (4 * _fields.Keys.TakeWhile(key => key < field).Count()) : 0;
            file.AddRange(BitConverter.GetBytes((ushort)place));
        }

        int table = file.Count;
        file.AddRange(BitConverter.GetBytes(table - vtable));
        foreach (object value in _fields.Values)
        {
            if (value is not (int or byte))
            {
                open.Enqueue((file.Count, value));
            }

            file.AddRange(BitConverter.GetBytes(value is int number ? number : value is byte small ? small : 0));
        }

        return table;
    }
}
