using System.Buffers.Binary;
using LlsEdge.Learning;

namespace LlsEdge.Host.Data.Sets;

/// <summary>The first page of a set file; the format is described in this folder's README.</summary>
/// <param name="Size">The side of a frame.</param>
/// <param name="Count">The number of frames.</param>
/// <param name="ClassCount">The number of classes.</param>
/// <param name="NamesLength">Bytes of all the frames' names together.</param>
/// <param name="ClassesLength">Bytes of the table of classes.</param>
internal sealed record SetFileHeader(int Size, int Count, int ClassCount, long NamesLength, int ClassesLength)
{
    public const string Extension = ".llsd";
    public const int MaxSize = 4096;

    /// <summary>Frames begin at a page, so that they can be mapped, and each at a multiple of a cache line.</summary>
    public const int FramesOffset = 4096;
    public const int RecordLength = 16;
    public const int Length = 64;
    private const int Alignment = 64;
    private const short Version = 1;

    /// <summary>The CRC-32 of everything after the frames.</summary>
    public int TablesChecksum { get; init; }

    /// <summary>Bytes from one frame to the next.</summary>
    public int Stride => StrideOf(Size);

    /// <summary>Where the records are.</summary>
    public long RecordsOffset => FramesOffset + (long)Count * Stride;

    /// <summary>Where the frames' names are.</summary>
    public long NamesOffset => RecordsOffset + (long)Count * RecordLength;

    /// <summary>Where the table of classes is.</summary>
    public long ClassesOffset => NamesOffset + NamesLength;

    /// <summary>The length of the file.</summary>
    public long FileLength => ClassesOffset + ClassesLength;

    /// <summary>"LLSD".</summary>
    public static ReadOnlySpan<byte> Magic => "LLSD"u8;

    /// <summary>Bytes from one frame to the next.</summary>
    public static int StrideOf(int size) => (size * size + Alignment - 1) / Alignment * Alignment;

    /// <summary>Whether a file begins as a set file does; false if it cannot be read.</summary>
    public static bool IsAt(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[4];
            return file.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual(Magic);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Writes the header.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Size);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Stride);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), Count);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), ClassCount);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), RecordsOffset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), NamesOffset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), ClassesOffset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(48), FileLength);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(56), TablesChecksum);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(60), Checksum(bytes, 60));
        return bytes;
    }

    /// <summary>Reads the header and holds the file's length against it.</summary>
    /// <exception cref="DataException">It is no set file, or a damaged one.</exception>
    public static SetFileHeader Read(ReadOnlySpan<byte> start, long fileLength, string path)
    {
        if (start.Length < 4 || !start[..4].SequenceEqual(Magic))
        {
            throw new DataException("The file is no data set of llsedge's", path, "make one with 'llsedge data import'");
        }

        byte[] bytes = start[..Math.Min(start.Length, Length)].ToArray();
        int version = bytes.Length < 6 ? Version : BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(4));
        if (version != Version)
        {
            throw new DataException($"The data set has version {version} of the format, and this llsedge reads {Version}", path, "update llsedge, or import it again");
        }

        if (bytes.Length < Length || Checksum(bytes, 60) != BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(60)))
        {
            throw Damaged(path);
        }

        int size = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(16));
        int classes = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(20));
        long names = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(32));
        long classesAt = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(40));
        long length = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(48));
        if (size is < 1 or > MaxSize || count < 0 || classes is < 1 or > 256 || length - classesAt is < 0 or > int.MaxValue)
        {
            throw Damaged(path);
        }

        SetFileHeader header = new(size, count, classes, classesAt - names, (int)(length - classesAt))
        {
            TablesChecksum = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(56)),
        };
        if (header.FileLength != fileLength)
        {
            throw new DataException(
                $"The data set has {fileLength} bytes instead of {header.FileLength}", path, "copy it again, or import it again");
        }

        return header;
    }

    internal static DataException Damaged(string path) => new("The data set is damaged", path, "copy it again, or import it again");

    private static int Checksum(byte[] bytes, int count) => Crc32.Finish(Crc32.Update(Crc32.Start, bytes, 0, count));
}
