using System.Buffers.Binary;
using System.Collections;
using System.IO.MemoryMappedFiles;
using System.Text;
using LlsEdge.Learning;

namespace LlsEdge.Host.Data.Sets;

/// <summary>A set file, mapped into memory: frames are read when they are asked for, and checked when they are first.</summary>
public sealed unsafe class SetFile : IDisposable
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly SetFileHeader _header;
    private readonly string _path;
    private readonly int[] _checked;
    private byte* _start;

    private SetFile(
        string path, long length, MemoryMappedFile map, MemoryMappedViewAccessor view, byte* start, IReadOnlyList<string>? classNames)
    {
        _path = path;
        _map = map;
        _view = view;
        _start = start;
        _header = SetFileHeader.Read(new ReadOnlySpan<byte>(start, (int)Math.Min(SetFileHeader.Length, length)), length, path);
        CheckTables();
        _checked = new int[(_header.Count + 31) / 32];
        byte[] labels = new byte[_header.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = Record(i)[14];
        }

        Set = new ImageSet(_header.Size, new MappedFrames(this), labels, classNames ?? ReadClasses(), new MappedNames(this), path);
    }

    /// <summary>The set. It must not be used after this file is disposed of.</summary>
    public ImageSet Set { get; }

    /// <summary>Opens a set file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classNames">Other names for its classes; null: its own.</param>
    /// <exception cref="DataException">It is missing, damaged, or something else.</exception>
    public static SetFile Open(string path, IReadOnlyList<string>? classNames = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        MemoryMappedFile? map = null;
        MemoryMappedViewAccessor? view = null;
        try
        {
            FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            long length = stream.Length;
            if (length == 0)
            {
                stream.Dispose();
                throw SetFileHeader.Damaged(path);
            }

            map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            return new SetFile(path, length, map, view, start + view.PointerOffset, classNames);
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            view?.Dispose();
            map?.Dispose();
            if (cause is IOException or UnauthorizedAccessException)
            {
                throw new DataException("The data set cannot be read", path, "check that it exists and that you may read it", cause);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_start is not null)
        {
            _start = null;
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _map.Dispose();
        }
    }

    private ReadOnlySpan<byte> At(long offset, int count)
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        return new ReadOnlySpan<byte>(_start + offset, count);
    }

    private ReadOnlySpan<byte> Record(int index) => At(_header.RecordsOffset + (long)index * SetFileHeader.RecordLength, SetFileHeader.RecordLength);

    private void CheckTables()
    {
        byte[] part = new byte[1 << 16];
        int checksum = Crc32.Start;
        for (long at = _header.RecordsOffset; at < _header.FileLength; at += part.Length)
        {
            int count = (int)Math.Min(part.Length, _header.FileLength - at);
            At(at, count).CopyTo(part);
            checksum = Crc32.Update(checksum, part, 0, count);
        }

        if (Crc32.Finish(checksum) != _header.TablesChecksum)
        {
            throw SetFileHeader.Damaged(_path);
        }
    }

    private string[] ReadClasses()
    {
        string[] names = new string[_header.ClassCount];
        long at = _header.ClassesOffset;
        for (int i = 0; i < names.Length; i++)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(At(at + 4, 2));
            names[i] = Encoding.UTF8.GetString(At(at + 6, length));
            at += 6 + length;
        }

        return names;
    }

    private byte[] ReadFrame(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)_header.Count, nameof(index));
        byte[] frame = At(SetFileHeader.FramesOffset + (long)index * _header.Stride, _header.Size * _header.Size).ToArray();
        if ((Volatile.Read(ref _checked[index / 32]) & (1 << index % 32)) == 0)
        {
            if (Crc32.Finish(Crc32.Update(Crc32.Start, frame, 0, frame.Length)) != BinaryPrimitives.ReadInt32LittleEndian(Record(index)[8..]))
            {
                throw new DataException($"Frame {index} of the data set is damaged", _path, "copy it again, or import it again");
            }

            Interlocked.Or(ref _checked[index / 32], 1 << index % 32);
        }

        return frame;
    }

    private string ReadName(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)_header.Count, nameof(index));
        ReadOnlySpan<byte> record = Record(index);
        long at = _header.NamesOffset + BinaryPrimitives.ReadInt64LittleEndian(record);
        return Encoding.UTF8.GetString(At(at, BinaryPrimitives.ReadUInt16LittleEndian(record[12..])));
    }

    private abstract class Mapped<T>(SetFile file) : IReadOnlyList<T>
    {
        public int Count => File._header.Count;

        protected SetFile File { get; } = file;

        public abstract T this[int index] { get; }

        public IEnumerator<T> GetEnumerator()
        {
            for (int i = 0; i < Count; i++)
            {
                yield return this[i];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class MappedFrames(SetFile file) : Mapped<byte[]>(file)
    {
        public override byte[] this[int index] => File.ReadFrame(index);
    }

    private sealed class MappedNames(SetFile file) : Mapped<string>(file)
    {
        public override string this[int index] => File.ReadName(index);
    }
}
