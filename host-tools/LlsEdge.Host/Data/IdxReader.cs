using System.Buffers.Binary;
using System.IO.Compression;

namespace LlsEdge.Host.Data;

/// <summary>Reads labelled images in MNIST's IDX format, plain or gzip.</summary>
public static class IdxReader
{
    internal const int ImagesMagic = 0x00000803;
    internal const int LabelsMagic = 0x00000801;
    private const int MaxSize = 4096;

    /// <summary>Reads a set.</summary>
    /// <param name="path">A stem (<c>mnist/train</c>), a file of images, or a folder with one set.</param>
    /// <param name="classNames">Names of the classes; null: what <see cref="ClassNames.ReadBeside"/> finds, else numbers.</param>
    public static ImageSet Read(string path, IReadOnlyList<string>? classNames = null)
    {
        IdxStem stem = IdxStem.Find(path);
        (byte[][] frames, int size) = ReadImages(stem.ImagesPath);
        byte[] labels = ReadLabels(stem.LabelsPath);
        if (labels.Length != frames.Length)
        {
            throw new DataException(
                $"There are {labels.Length} labels for {frames.Length} images", stem.LabelsPath, "use the labels that belong to these images");
        }

        IReadOnlyList<string> names = classNames ?? ClassNames.ReadBeside(stem.Stem) ?? ClassNames.Numbers(labels.Length == 0 ? 1 : labels.Max() + 1);
        return new ImageSet(size, frames, labels, names, source: stem.Stem);
    }

    private static (byte[][] Frames, int Size) ReadImages(string path)
    {
        return Open(path, stream =>
        {
            ReadMagic(stream, path, ImagesMagic, "images");
            int count = ReadInt(stream);
            int rows = ReadInt(stream);
            int columns = ReadInt(stream);
            if (count < 0 || rows != columns || rows is < 1 or > MaxSize)
            {
                throw new DataException(
                    $"The header says {count} images of {columns}×{rows} pixels", path, "only square images of 1 to 4096 pixels can be used");
            }

            // Grown frame by frame: a wrong count in a short file must end as "too short", not as an allocation of gigabytes.
            List<byte[]> frames = [];
            for (int i = 0; i < count; i++)
            {
                byte[] frame = new byte[rows * rows];
                stream.ReadExactly(frame);
                frames.Add(frame);
            }

            return (frames.ToArray(), rows);
        });
    }

    private static byte[] ReadLabels(string path)
    {
        return Open(path, stream =>
        {
            ReadMagic(stream, path, LabelsMagic, "labels");
            int count = ReadInt(stream);
            using MemoryStream labels = new();
            stream.CopyTo(labels);
            if (labels.Length < count)
            {
                throw new EndOfStreamException();
            }

            if (count < 0 || labels.Length > count)
            {
                throw TooLong(path);
            }

            return labels.ToArray();
        });
    }

    private static T Open<T>(string path, Func<Stream, T> read)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using BufferedStream stream = new(plain, 1 << 16);
            T result = read(stream);
            return stream.ReadByte() < 0 ? result : throw TooLong(path);
        }
        catch (EndOfStreamException cause)
        {
            throw new DataException("The file ends before the data its header promises", path, "copy or download it again", cause);
        }
        catch (InvalidDataException cause)
        {
            throw new DataException("The gzip data is damaged", path, "copy or download it again", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataException("The file cannot be read", path, "check that it exists and that you may read it", cause);
        }
    }

    private static DataException TooLong(string path) => new("The file holds more data than its header says", path, "copy or download it again");

    private static void ReadMagic(Stream stream, string path, int expected, string content)
    {
        int magic = ReadInt(stream);
        if (magic != expected)
        {
            throw new DataException(
                $"The file begins with 0x{magic:X8}, but IDX {content} begin with 0x{expected:X8}", path, $"give a file of 8-bit IDX {content}");
        }
    }

    private static int ReadInt(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[4];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }
}
