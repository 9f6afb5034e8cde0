namespace LlsEdge.Host.Data;

/// <summary>A file of images in MNIST's IDX format, plain or gzip, read image by image.</summary>
internal sealed class IdxFrames : IDisposable
{
    private const int MaxSize = 4096;

    private readonly string _path;
    private readonly Stream _stream;

    private IdxFrames(string path, Stream stream)
    {
        _path = path;
        _stream = stream;
        IdxReader.ReadMagic(stream, path, IdxReader.ImagesMagic, "images");
        Count = IdxReader.ReadInt(stream);
        int rows = IdxReader.ReadInt(stream);
        int columns = IdxReader.ReadInt(stream);
        if (Count < 0 || rows != columns || rows is < 1 or > MaxSize)
        {
            throw new DataException(
                $"The header says {Count} images of {columns}×{rows} pixels", path, "only square images of 1 to 4096 pixels can be used");
        }

        Size = rows;
    }

    /// <summary>How many images its header promises.</summary>
    public int Count { get; }

    /// <summary>The side of an image.</summary>
    public int Size { get; }

    /// <summary>Opens a file and reads its header.</summary>
    public static IdxFrames Open(string path) => IdxReader.Guard(path, () =>
    {
        Stream stream = IdxReader.Open(path);
        try
        {
            return new IdxFrames(path, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    });

    /// <summary>Reads the next image.</summary>
    public byte[] Read() => IdxReader.Guard(_path, () =>
    {
        byte[] frame = new byte[Size * Size];
        _stream.ReadExactly(frame);
        return frame;
    });

    /// <summary>Throws if something follows.</summary>
    public void ThrowUnlessAtEnd()
    {
        if (IdxReader.Guard(_path, _stream.ReadByte) >= 0)
        {
            throw IdxReader.TooLong(_path);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
