using System.Buffers.Binary;
using System.Text;
using LlsEdge.Learning;

namespace LlsEdge.Host.Data.Sets;

/// <summary>What a set file says of one frame.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Checksum">The CRC-32 of its pixels.</param>
/// <param name="Name">Its name.</param>
internal readonly record struct SetEntry(byte Label, int Checksum, string Name);

/// <summary>Writes what follows the frames in a set file, entry by entry, so that a set of any length needs no memory.</summary>
internal static class SetFileTables
{
    /// <summary>Longer names are cut.</summary>
    public const int MaxNameBytes = ushort.MaxValue;

    /// <summary>Writes the tables at the stream's place.</summary>
    /// <param name="stream">The file, at the end of the frames.</param>
    /// <param name="size">The side of a frame.</param>
    /// <param name="classNames">The classes.</param>
    /// <param name="entries">Gives the entries from the first; asked twice.</param>
    /// <returns>The header that belongs to them.</returns>
    public static SetFileHeader Write(Stream stream, int size, IReadOnlyList<string> classNames, Func<IEnumerable<SetEntry>> entries)
    {
        int checksum = Crc32.Start;
        int[] counts = new int[classNames.Count];
        byte[] record = new byte[SetFileHeader.RecordLength];
        long names = 0;
        foreach (SetEntry entry in entries())
        {
            int length = NameBytes(entry.Name).Length;
            BinaryPrimitives.WriteInt64LittleEndian(record, names);
            BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(8), entry.Checksum);
            BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(12), (ushort)length);
            record[14] = entry.Label;
            record[15] = 0;
            Add(record);
            names += length;
            counts[entry.Label]++;
        }

        foreach (SetEntry entry in entries())
        {
            Add(NameBytes(entry.Name));
        }

        int classes = 0;
        for (int i = 0; i < classNames.Count; i++)
        {
            byte[] name = NameBytes(classNames[i]);
            byte[] line = new byte[6 + name.Length];
            BinaryPrimitives.WriteInt32LittleEndian(line, counts[i]);
            BinaryPrimitives.WriteUInt16LittleEndian(line.AsSpan(4), (ushort)name.Length);
            name.CopyTo(line, 6);
            Add(line);
            classes += line.Length;
        }

        return new SetFileHeader(size, counts.Sum(), classNames.Count, names, classes) { TablesChecksum = Crc32.Finish(checksum) };

        void Add(byte[] bytes)
        {
            checksum = Crc32.Update(checksum, bytes, 0, bytes.Length);
            stream.Write(bytes);
        }
    }

    private static byte[] NameBytes(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        return bytes.Length <= MaxNameBytes ? bytes : bytes[..MaxNameBytes];
    }
}
