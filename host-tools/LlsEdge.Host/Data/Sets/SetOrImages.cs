namespace LlsEdge.Host.Data.Sets;

/// <summary>Reads what a person points at when frames are wanted: a set, or a folder of images.</summary>
public static class SetOrImages
{
    /// <summary>Reads the frames.</summary>
    /// <param name="path">A set as <see cref="SetReader"/> takes it, a folder with a folder of images for each class, or a folder of images, which then all have label 0.</param>
    /// <param name="size">Height and width of the frames wanted.</param>
    /// <param name="skipped">Told of each file of a folder that could not be used; null: nobody is.</param>
    /// <returns>The frames.</returns>
    /// <exception cref="DataException">There is no such set or folder, or it is damaged, or holds no image.</exception>
    public static ImageSet Read(string path, int size, Action<SkippedFile>? skipped = null)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Directory.Exists(full) || SetReader.In(full).Count > 0)
        {
            return SetReader.Read(path).Resize(size);
        }

        ImportResult import = Directory.EnumerateDirectories(full).Any()
            ? FolderImport.Read(full, size)
            : FolderImport.Read(Path.GetDirectoryName(full) ?? full, size, [Path.GetFileName(full)]);
        foreach (SkippedFile file in import.Skipped)
        {
            skipped?.Invoke(file);
        }

        return import.Set;
    }
}
