using System.Buffers.Binary;
using System.IO.Compression;

namespace LlsEdge.Host.Data;

/// <summary>Writes labelled images in MNIST's IDX format, with the class names beside them.</summary>
public static class IdxWriter
{
    /// <summary>Writes <c>&lt;stem&gt;-images-idx3-ubyte[.gz]</c>, <c>&lt;stem&gt;-labels-idx1-ubyte[.gz]</c> and <c>&lt;stem&gt;-classes.txt</c>.</summary>
    /// <returns>The files written.</returns>
    public static IdxStem Write(string stem, ImageSet set, bool gzip = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(stem);
        ArgumentNullException.ThrowIfNull(set);
        string ending = gzip ? ".gz" : "";
        IdxStem files = new(stem, stem + IdxStem.ImagesSuffix + ending, stem + IdxStem.LabelsSuffix + ending);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(stem)) ?? ".");

            // The other form of an older set with this name would be found first, or be taken for this one.
            string other = gzip ? "" : ".gz";
            File.Delete(stem + IdxStem.ImagesSuffix + other);
            File.Delete(stem + IdxStem.LabelsSuffix + other);
            Save(files.ImagesPath, gzip, stream => WriteImages(stream, set));
            Save(files.LabelsPath, gzip, stream => WriteLabels(stream, set));
            File.WriteAllText(stem + "-" + ClassNames.FileName, string.Join('\n', set.ClassNames) + "\n");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataException(
                "The data set cannot be written", stem, "check that the folder exists, that you may write there and that the disk is not full", cause);
        }

        return files;
    }

    private static void WriteImages(Stream stream, ImageSet set)
    {
        WriteInt(stream, IdxReader.ImagesMagic);
        WriteInt(stream, set.Count);
        WriteInt(stream, set.Size);
        WriteInt(stream, set.Size);
        foreach (byte[] frame in set.Frames)
        {
            stream.Write(frame);
        }
    }

    private static void WriteLabels(Stream stream, ImageSet set)
    {
        WriteInt(stream, IdxReader.LabelsMagic);
        WriteInt(stream, set.Count);
        stream.Write(set.Labels);
    }

    // Written under another name first, so that a broken-off write never looks like a data set.
    private static void Save(string path, bool gzip, Action<Stream> write)
    {
        string part = path + ".part";
        using (FileStream file = File.Create(part))
        {
            using Stream stream = gzip ? new GZipStream(file, CompressionLevel.Optimal) : file;
            write(stream);
        }

        File.Move(part, path, overwrite: true);
    }

    private static void WriteInt(Stream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        stream.Write(bytes);
    }
}
