namespace LlsEdge.Host.Data;

/// <summary>A file that could not be imported, and why.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">One sentence.</param>
public sealed record SkippedFile(string Path, string Reason);

/// <summary>What an import brought.</summary>
/// <param name="Set">The images that could be read.</param>
/// <param name="Skipped">The files that could not.</param>
public sealed record ImportResult(ImageSet Set, IReadOnlyList<SkippedFile> Skipped);

/// <summary>Imports a folder that holds one folder a class, each with image files (at any depth).</summary>
public static class FolderImport
{
    /// <summary>Imports all images, one original in memory at a time.</summary>
    /// <param name="folder">The folder whose subfolders are the classes.</param>
    /// <param name="size">Width and height that every image is brought to: centred square, box filter.</param>
    /// <param name="classNames">Subfolder names in label order; null: all subfolders in ordinal order.</param>
    /// <param name="progress">Told the number of files looked at.</param>
    public static ImportResult Read(string folder, int size, IReadOnlyList<string>? classNames = null, IProgress<int>? progress = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        if (!Directory.Exists(folder))
        {
            throw new DataException("There is no such folder", folder, "give a folder that holds one folder of images a class");
        }

        classNames ??= ClassFolders(folder);
        if (classNames.Count is 0 or > 256)
        {
            throw new DataException($"The folder holds {classNames.Count} class folders", folder, "give each class a folder of its own, 1 to 256 of them");
        }

        List<byte[]> frames = [];
        List<byte> labels = [];
        List<string> names = [];
        List<SkippedFile> skipped = [];
        for (int label = 0; label < classNames.Count; label++)
        {
            foreach (string path in ImagesIn(Path.Combine(folder, classNames[label])))
            {
                try
                {
                    frames.Add(ImageFile.Read(path).ToSquare(size));
                    labels.Add((byte)label);
                    names.Add(Path.GetRelativePath(folder, path).Replace('\\', '/'));
                }
                catch (DataException cause)
                {
                    skipped.Add(new SkippedFile(path, cause.Message));
                }

                progress?.Report(frames.Count + skipped.Count);
            }
        }

        if (frames.Count == 0)
        {
            string remedy = skipped.Count > 0
                ? $"all {skipped.Count} files were refused, the first thus: {skipped[0].Reason.TrimEnd('.')}"
                : "put PNG, BMP, PGM or PPM files into its class folders";
            throw new DataException("The folder holds no readable images", folder, remedy);
        }

        return new ImportResult(new ImageSet(size, [.. frames], [.. labels], classNames, names, folder), skipped);
    }

    private static string[] ClassFolders(string folder) =>
        [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => name[0] != '.').Order(StringComparer.Ordinal)];

    private static IOrderedEnumerable<string> ImagesIn(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DataException("A class has no folder", folder, "create it, or leave the class out");
        }

        // Ordered, so that the same folder gives the same set on every machine.
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => ImageFile.Extensions.Contains(Path.GetExtension(path).ToLowerInvariant()))
            .Order(StringComparer.Ordinal);
    }
}
