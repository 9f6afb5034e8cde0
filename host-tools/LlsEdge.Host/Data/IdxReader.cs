using System.Buffers.Binary;
using System.IO.Compression;

namespace LlsEdge.Host.Data;

/// <summary>Reads labelled images in MNIST's IDX format, plain or gzip.</summary>
public static class IdxReader
{
    internal const int ImagesMagic = 0x00000803;
    internal const int LabelsMagic = 0x00000801;

    /// <summary>Reads a set.</summary>
    /// <param name="path">A stem (<c>mnist/train</c>), a file of images, or a folder with one set.</param>
    /// <param name="classNames">Names of the classes; null: what <see cref="ClassNames.ReadBeside"/> finds, else numbers.</param>
    public static ImageSet Read(string path, IReadOnlyList<string>? classNames = null)
    {
        IdxStem stem = IdxStem.Find(path);
        using IdxFrames images = IdxFrames.Open(stem.ImagesPath);

        // Grown frame by frame: a wrong count in a short file must end as "too short", not as an allocation of gigabytes.
        List<byte[]> frames = [];
        for (int i = 0; i < images.Count; i++)
        {
            frames.Add(images.Read());
        }

        images.ThrowUnlessAtEnd();
        byte[] labels = ReadLabels(stem.LabelsPath);
        ThrowUnlessPaired(labels.Length, frames.Count, stem);
        return new ImageSet(images.Size, [.. frames], labels, NamesFor(stem, labels, classNames), source: stem.Stem);
    }

    internal static void ThrowUnlessPaired(int labels, int frames, IdxStem stem)
    {
        if (labels != frames)
        {
            throw new DataException($"There are {labels} labels for {frames} images", stem.LabelsPath, "use the labels that belong to these images");
        }
    }

    internal static IReadOnlyList<string> NamesFor(IdxStem stem, byte[] labels, IReadOnlyList<string>? classNames) =>
        classNames ?? ClassNames.ReadBeside(stem.Stem) ?? ClassNames.Numbers(labels.Length == 0 ? 1 : labels.Max() + 1);

    internal static byte[] ReadLabels(string path) => Guard(path, () =>
    {
        using Stream stream = Open(path);
        ReadMagic(stream, path, LabelsMagic, "labels");
        int count = ReadInt(stream);
        using MemoryStream labels = new();
        stream.CopyTo(labels);
        if (labels.Length < count)
        {
            throw new EndOfStreamException();
        }

        return count >= 0 && labels.Length == count ? labels.ToArray() : throw TooLong(path);
    });

    internal static Stream Open(string path)
    {
        FileStream file = File.OpenRead(path);
        return new BufferedStream(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file, 1 << 16);
    }

    internal static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
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

    internal static DataException TooLong(string path) => new("The file holds more data than its header says", path, "copy or download it again");

    internal static void ReadMagic(Stream stream, string path, int expected, string content)
    {
        int magic = ReadInt(stream);
        if (magic != expected)
        {
            throw new DataException(
                $"The file begins with 0x{magic:X8}, but IDX {content} begin with 0x{expected:X8}", path, $"give a file of 8-bit IDX {content}");
        }
    }

    internal static int ReadInt(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[4];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }
}
