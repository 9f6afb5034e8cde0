namespace LlsEdge.Host.Data.Sets;

/// <summary>Reads a data set as a person names it: a set file, or an IDX pair.</summary>
public static class SetReader
{
    /// <summary>Reads a set; the frames of a set file stay on the disk until they are asked for.</summary>
    /// <param name="path">A set file (with its ending or without), an IDX pair's stem or file of images, or a folder that holds one set.</param>
    /// <param name="classNames">Names of the classes; null: the set's own, else numbers.</param>
    /// <exception cref="DataException">There is no such set, or it is damaged.</exception>
    public static ImageSet Read(string path, IReadOnlyList<string>? classNames = null)
    {
        if (FindFile(path) is string file)
        {
            return SetFile.Open(file, classNames).Set;
        }

        return !Directory.Exists(path) || In(path) is not { Count: > 1 } several
            ? IdxReader.Read(path, classNames)
            : throw new DataException(
                "The folder holds several data sets", path, "name one of them: " + string.Join(", ", several.Select(name => Path.Combine(path, name))));
    }

    /// <summary>The sets that lie in a folder, by name.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [.. IdxStem.In(folder).Concat(FilesIn(folder).Select(file => Path.GetFileNameWithoutExtension(file))).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The set file that a path means, or null.</summary>
    internal static string? FindFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path))
        {
            return SetFileHeader.IsAt(path) || path.EndsWith(SetFileHeader.Extension, StringComparison.OrdinalIgnoreCase) ? path : null;
        }

        if (File.Exists(path + SetFileHeader.Extension))
        {
            return path + SetFileHeader.Extension;
        }

        return Directory.Exists(path) && FilesIn(path).ToArray() is [string only] && In(path).Count == 1 ? only : null;
    }

    private static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFiles(folder, "*" + SetFileHeader.Extension);
}
