namespace LlsEdge.Host.Data.Import;

/// <summary>Labelled image files. Only their names are held, so a hundred thousand of them are some megabytes.</summary>
internal sealed class FileSource : ImportSource
{
    private readonly string[] _folders;
    private readonly LabelledFile[] _files;

    /// <summary>Creates a source.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="kind">What it is, in a few words.</param>
    /// <param name="classNames">Its classes, in label order.</param>
    /// <param name="folders">What the files' names are relative to.</param>
    /// <param name="files">The files, in order.</param>
    /// <param name="category">The category that is asked for, if any.</param>
    public FileSource(
        string path, string kind, IReadOnlyList<string> classNames, string[] folders, LabelledFile[] files, string? category = null)
        : base(path, kind, classNames)
    {
        _folders = folders;
        _files = files;
        Category = category;
        if (Array.Exists(files, file => IsJpeg(file.Name)))
        {
            Jpeg.JpegSupport.ThrowIfMissing(path);
        }
    }

    /// <inheritdoc/>
    public override string? Category { get; }

    /// <inheritdoc/>
    public override int Count => _files.Length;

    /// <summary>The endings of image files, those of formats that are not read included: such files are listed as skipped.</summary>
    public static bool IsImage(string path) => ImageFile.Extensions.Contains(System.IO.Path.GetExtension(path).ToLowerInvariant());

    /// <inheritdoc/>
    public override IEnumerable<ImportItem> Items() =>
        _files.Select(file => new ImportItem(file.Name, file.Label, System.IO.Path.Combine(_folders[file.Folder], file.Name), null));

    private static bool IsJpeg(string name) =>
        name.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".jpeg", StringComparison.OrdinalIgnoreCase);

    /// <summary>One file.</summary>
    /// <param name="Name">Its path relative to its folder.</param>
    /// <param name="Label">Its class.</param>
    /// <param name="Folder">Which of the folders.</param>
    internal readonly record struct LabelledFile(string Name, byte Label, int Folder = 0);
}
