using System.Security.Cryptography;
using System.Text;

namespace LlsEdge.Host.Data.Import;

/// <summary>One image of a source: a file still to be read, or pixels.</summary>
/// <param name="Name">Its name within the source.</param>
/// <param name="Label">Its class.</param>
/// <param name="File">The file, or null.</param>
/// <param name="Image">The pixels, or null.</param>
public readonly record struct ImportItem(string Name, byte Label, string? File, GrayImage? Image);

/// <summary>Labelled images of one of the layouts that data sets come in.</summary>
public abstract class ImportSource
{
    /// <summary>Creates a source.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="kind">What it is, in a few words.</param>
    /// <param name="classNames">Its classes, in label order.</param>
    protected ImportSource(string path, string kind, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        if (classNames.Count is 0 or > 256)
        {
            throw new DataException($"The source has {classNames.Count} classes", path, "bring 1 to 256 of them");
        }

        Path = path;
        Kind = kind;
        ClassNames = classNames;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What it is, in a few words.</summary>
    public string Kind { get; }

    /// <summary>Its classes, in label order.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The category that is asked for, if the classes are its absence and its presence.</summary>
    public virtual string? Category => null;

    /// <summary>The side of its images, if all are squares of one size; else null.</summary>
    public virtual int? NativeSize => null;

    /// <summary>The number of images.</summary>
    public abstract int Count { get; }

    /// <summary>The images in order; every time the same ones.</summary>
    public abstract IEnumerable<ImportItem> Items();

    /// <summary>Changes when the source does: what an import that was broken off goes by.</summary>
    public virtual string Fingerprint()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', ClassNames.Append(Kind).Append(System.IO.Path.GetFullPath(Path)))));
        foreach (ImportItem item in Items())
        {
            // The file, not the name alone: other sets have files of the same names.
            hash.AppendData(Encoding.UTF8.GetBytes(item.File is null ? item.Name : System.IO.Path.GetFullPath(item.File)));
            hash.AppendData([0, item.Label]);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
