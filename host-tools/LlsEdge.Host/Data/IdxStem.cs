namespace LlsEdge.Host.Data;

/// <summary>The two files of one IDX set, found from what a person typed.</summary>
/// <param name="Stem">What both names begin with, folder included.</param>
/// <param name="ImagesPath">The file of images.</param>
/// <param name="LabelsPath">The file of labels.</param>
public sealed record IdxStem(string Stem, string ImagesPath, string LabelsPath)
{
    internal const string ImagesSuffix = "-images-idx3-ubyte";
    internal const string LabelsSuffix = "-labels-idx1-ubyte";
    private static readonly string[] s_endings = ["", ".gz"];

    /// <summary>
    /// Finds a set by its stem (<c>mnist/train</c>), by its file of images, or by its folder if that holds one set.
    /// </summary>
    public static IdxStem Find(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string stem = StripSuffix(path);
        if (stem == path && Directory.Exists(path) && FindFile(path + ImagesSuffix) is null)
        {
            stem = OnlyStemIn(path);
        }

        string? images = FindFile(stem + ImagesSuffix);
        if (images is null)
        {
            throw new DataException("There is no such data set", path, Advice(path));
        }

        string labels = FindFile(stem + LabelsSuffix)
            ?? throw new DataException("The images have no labels", images, $"put {Path.GetFileName(stem)}{LabelsSuffix}[.gz] beside them");
        return new IdxStem(stem, images, labels);
    }

    /// <summary>The stems in a folder, without the folder, in ordinal order.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [.. Directory.EnumerateFiles(folder)
            .Select(file => Path.GetFileName(file))
            .Where(name => StripSuffix(name) != name)
            .Select(StripSuffix)
            .Distinct()
            .Order(StringComparer.Ordinal)];

    private static string OnlyStemIn(string folder)
    {
        IReadOnlyList<string> stems = In(folder);
        return stems.Count switch
        {
            1 => Path.Combine(folder, stems[0]),
            0 => throw new DataException("The folder holds no IDX data set", folder, "name a set, or make one of the folder with 'llsedge data import'"),
            _ => throw new DataException(
                "The folder holds several data sets", folder, "name one of them: " + string.Join(", ", stems.Select(stem => Path.Combine(folder, stem)))),
        };
    }

    private static string Advice(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        IReadOnlyList<string> stems = Directory.Exists(folder) ? In(folder) : [];
        return stems.Count > 0
            ? "its folder holds " + string.Join(", ", stems)
            : $"expected {Path.GetFileName(path)}, {Path.GetFileName(path)}.llsd or {Path.GetFileName(path)}{ImagesSuffix}[.gz] there";
    }

    private static string StripSuffix(string path)
    {
        foreach (string ending in s_endings)
        {
            if (path.EndsWith(ImagesSuffix + ending, StringComparison.Ordinal))
            {
                return path[..^(ImagesSuffix.Length + ending.Length)];
            }
        }

        return path;
    }

    private static string? FindFile(string path) => s_endings.Select(ending => path + ending).FirstOrDefault(File.Exists);
}
