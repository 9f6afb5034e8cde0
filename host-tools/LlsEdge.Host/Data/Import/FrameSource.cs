using System.Security.Cryptography;
using System.Text;

namespace LlsEdge.Host.Data.Import;

/// <summary>Frames that are already some: those of an IDX pair, read one after the other, or of a set file.</summary>
internal sealed class FrameSource : ImportSource
{
    private readonly Func<IEnumerable<ImportItem>> _items;
    private readonly string[] _files;
    private readonly int _size;

    private FrameSource(
        string path, string kind, IReadOnlyList<string> classNames, int size, int count, string[] files, Func<IEnumerable<ImportItem>> items)
        : base(path, kind, classNames)
    {
        _size = size;
        _items = items;
        _files = files;
        Count = count;
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int? NativeSize => _size;

    /// <summary>Opens an IDX pair.</summary>
    public static FrameSource OfIdx(string path, IReadOnlyList<string>? classNames)
    {
        IdxStem stem = IdxStem.Find(path);
        byte[] labels = IdxReader.ReadLabels(stem.LabelsPath);
        IReadOnlyList<string> names = IdxReader.NamesFor(stem, labels, classNames);
        ImageSet.CheckLabels(labels, names, stem.LabelsPath);
        using IdxFrames head = IdxFrames.Open(stem.ImagesPath);
        IdxReader.ThrowUnlessPaired(labels.Length, head.Count, stem);
        return new FrameSource(stem.Stem, "IDX", names, head.Size, head.Count, [stem.ImagesPath, stem.LabelsPath], Items);

        IEnumerable<ImportItem> Items()
        {
            using IdxFrames frames = IdxFrames.Open(stem.ImagesPath);
            for (int i = 0; i < frames.Count; i++)
            {
                yield return new ImportItem($"{i:000000}", labels[i], null, new GrayImage(frames.Size, frames.Size, frames.Read()));
            }

            frames.ThrowUnlessAtEnd();
        }
    }

    /// <summary>Takes a set file's frames.</summary>
    public static FrameSource OfSet(ImageSet set)
    {
        return new FrameSource(set.Source, "set file", set.ClassNames, set.Size, set.Count, [set.Source], () =>
            Enumerable.Range(0, set.Count).Select(i =>
                new ImportItem(set.Names![i], (byte)set.GetLabel(i), null, new GrayImage(set.Size, set.Size, set.GetFrame(i)))));
    }

    /// <inheritdoc/>
    public override IEnumerable<ImportItem> Items() => _items();

    /// <inheritdoc/>
    public override string Fingerprint()
    {
        IEnumerable<string> facts = _files.Select(file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file).Ticks}");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', facts.Concat(ClassNames)))));
    }
}
