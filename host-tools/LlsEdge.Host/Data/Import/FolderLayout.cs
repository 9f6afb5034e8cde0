using System.Text.RegularExpressions;

namespace LlsEdge.Host.Data.Import;

/// <summary>Folders of images: one folder a class (own photographs, Imagenette, TinyImageNet), or one folder of one class.</summary>
internal static partial class FolderLayout
{
    private const string TinyLabels = "val_annotations.txt";
    private const int MixingSeed = 1;

    /// <summary>Whether a folder is TinyImageNet's validation part, whose labels are in a list.</summary>
    public static bool IsTinyValidation(string folder) => File.Exists(Path.Combine(folder, TinyLabels));

    /// <summary>Reads a folder that holds one folder a class, with images at any depth.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="classNames">Names of subfolders in label order; null: all subfolders in ordinal order.</param>
    /// <param name="mixed">Whether the classes come mixed (the same way every time), or one after the other.</param>
    /// <param name="split">Which images are wanted.</param>
    public static FileSource OfClasses(string folder, IReadOnlyList<string>? classNames, bool mixed, SplitList split)
    {
        classNames ??= ClassFolders(folder);
        List<FileSource.LabelledFile> files = [];
        for (int label = 0; label < classNames.Count && label < 256; label++)
        {
            string inner = Path.Combine(folder, classNames[label]);
            if (!Directory.Exists(inner))
            {
                throw new DataException("A class has no folder", inner, "create it, or leave the class out");
            }

            files.AddRange(ImagesIn(inner, SearchOption.AllDirectories)
                .Select(path => NameOf(folder, path)).Where(name => split.Takes(null, name))
                .Select(name => new FileSource.LabelledFile(name, (byte)label)));
        }

        ThrowIfNone(folder, files.Count, classNames.Count);
        FileSource.LabelledFile[] all = [.. files];
        if (mixed)
        {
            new Random(MixingSeed).Shuffle(all);
        }

        return new FileSource(folder, "a folder a class", WordNetNames.Of(folder, classNames), [folder], all);
    }

    /// <summary>Reads a folder whose images all show one class, in the order of their names; 10 comes after 9.</summary>
    public static FileSource OfOneClass(string folder, string className, IReadOnlyList<string>? classNames, SplitList split)
    {
        classNames ??= [className];
        int label = classNames.ToList().IndexOf(className);
        if (label < 0)
        {
            throw new DataException($"There is no class '{className}' among {string.Join(", ", classNames)}", folder, "name it in --classes too");
        }

        string[] names = [.. ImagesIn(folder, SearchOption.TopDirectoryOnly).Select(path => NameOf(folder, path)).Where(name => split.Takes(null, name))];
        ThrowIfNone(folder, names.Length, 1);
        Array.Sort(Array.ConvertAll(names, SortKey), names, StringComparer.Ordinal);
        return new FileSource(
            folder, "a folder of one class", classNames, [folder], Array.ConvertAll(names, name => new FileSource.LabelledFile(name, (byte)label)));
    }

    /// <summary>Reads TinyImageNet's validation part; the labels are those of its training part.</summary>
    public static FileSource OfTinyValidation(string folder, SplitList split)
    {
        string list = Path.Combine(folder, TinyLabels);
        (string File, string Class)[] lines =
        [
            .. File.ReadLines(list).Where(line => line.Length > 0).Select((line, i) => line.Split('\t') is [var file, var name, ..]
                ? (file, name)
                : throw new DataException($"Line {i + 1} is no label", list, "download TinyImageNet again")),
        ];
        string[] classes = [.. lines.Select(line => line.Class).Distinct().Order(StringComparer.Ordinal)];
        ThrowIfNone(folder, lines.Length, classes.Length);
        return new FileSource(
            folder,
            "TinyImageNet's validation part",
            WordNetNames.Of(folder, classes),
            [Path.Combine(folder, "images")],
            [.. lines.Where(line => split.Takes(null, line.File)).Select(line => new FileSource.LabelledFile(line.File, (byte)Array.BinarySearch(classes, line.Class, StringComparer.Ordinal)))]);
    }

    /// <summary>The subfolders that are no hidden ones, in ordinal order.</summary>
    public static string[] ClassFolders(string folder) =>
        [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => name[0] != '.').Order(StringComparer.Ordinal)];

    /// <summary>Whether images lie in the folder itself.</summary>
    public static bool HoldsImages(string folder) => ImagesIn(folder, SearchOption.TopDirectoryOnly).Any();

    private static void ThrowIfNone(string folder, int files, int classes)
    {
        if (classes is 0 or > 256)
        {
            throw new DataException($"The folder holds {classes} class folders", folder, "give each class a folder of its own, 1 to 256 of them");
        }

        if (files == 0)
        {
            throw new DataException("The folder holds no readable images", folder, "put JPEG, PNG, BMP, PGM or PPM files into its class folders");
        }
    }

    // Ordered, so that the same folder gives the same set on every machine.
    private static IEnumerable<string> ImagesIn(string folder, SearchOption depth) =>
        Directory.EnumerateFiles(folder, "*", depth).Where(FileSource.IsImage).Order(StringComparer.Ordinal);

    private static string NameOf(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static string SortKey(string name) => Digits().Replace(name, digits => digits.Value.PadLeft(12, '0'));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
