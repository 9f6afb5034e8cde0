namespace LlsEdge.Host.Data.Import;

/// <summary>
/// COCO's folders, labelled by the rule of Visual Wake Words: an image shows the category if one of its annotations has an area of more than the threshold,
/// a share of the image's. Crowds count; an image without annotations, or with too small ones only, does not show it.
/// </summary>
internal static class CocoLayout
{
    /// <summary>What Visual Wake Words asks for.</summary>
    public const string DefaultCategory = "person";

    /// <summary>Visual Wake Words' share of the image's area.</summary>
    public const double DefaultThreshold = 0.005;

    private const string Prefix = "instances";
    private const int ImagesToTry = 1000;

    /// <summary>The instances JSON files of a folder, its own and those in its folder of annotations.</summary>
    public static IReadOnlyList<string> AnnotationsIn(string folder) =>
    [
        .. new[] { folder, Path.Combine(folder, "annotations") }.Where(Directory.Exists)
            .SelectMany(place => Directory.EnumerateFiles(place, Prefix + "*.json")).Order(StringComparer.Ordinal),
    ];

    /// <summary>What an instances JSON is about: train2017 of instances_train2017.json.</summary>
    public static string PartOf(string annotations)
    {
        string name = Path.GetFileNameWithoutExtension(annotations);
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..].TrimStart('_') : name;
    }

    /// <summary>Reads images and labels.</summary>
    public static FileSource Read(IReadOnlyList<string> annotations, ImportRequest request, Action<double>? progress, CancellationToken cancellation)
    {
        List<FileSource.LabelledFile> files = [];
        string[] folders = new string[annotations.Count];
        for (int i = 0; i < annotations.Count; i++)
        {
            int first = files.Count;
            int index = i;
            ReadOne(annotations[i], request, files, index, part => progress?.Invoke((index + part) / annotations.Count), cancellation);
            folders[i] = FindFolder(annotations[i], request.Images, files, first);
        }

        if (files.Count == 0)
        {
            throw new DataException("No image is left", annotations[0], "correct --only and --except: they list numbers or file names of images, one a line");
        }

        string category = request.Category;
        IReadOnlyList<string> classes = category == DefaultCategory ? ClassNames.Person : ["not " + category, category];
        return new FileSource(annotations[0], "COCO", classes, folders, [.. files], category);
    }

    private static void ReadOne(
        string path, ImportRequest request, List<FileSource.LabelledFile> files, int folder, Action<double> progress, CancellationToken cancellation)
    {
        CocoReader reader = new(path, progress, cancellation);
        Dictionary<long, int> places = [];
        List<long> areas = [];
        HashSet<long> wanted = [];
        List<string> categories = [];
        int first = files.Count;
        reader.ReadImages(
            image =>
            {
                if (request.Split.Takes(image.Id, image.FileName) && places.TryAdd(image.Id, areas.Count))
                {
                    areas.Add(image.Area);
                    files.Add(new FileSource.LabelledFile(image.FileName, 0, folder));
                }
            },
            (id, name) =>
            {
                categories.Add(name);
                if (name == request.Category)
                {
                    wanted.Add(id);
                }
            });
        if (wanted.Count == 0 || !reader.HasAnnotations)
        {
            throw new DataException(
                wanted.Count == 0 ? $"The file has no category '{request.Category}'" : "The file has no annotations",
                path,
                categories.Count > 0 ? "choose with --category one of " + string.Join(", ", categories.Take(100)) : "give COCO's instances JSON");
        }

        reader.ReadAnnotations((image, category, area) =>
        {
            if (wanted.Contains(category) && places.TryGetValue(image, out int place) && area / areas[place] > request.Threshold)
            {
                files[first + place] = files[first + place] with { Label = 1 };
            }
        });
    }

    private static string FindFolder(string annotations, string? images, List<FileSource.LabelledFile> files, int first)
    {
        string home = Path.GetDirectoryName(Path.GetFullPath(annotations))!;
        string part = PartOf(annotations);
        string[] candidates = images is not null
            ? [images]
            :
            [
                .. new[] { home, Path.GetDirectoryName(home) ?? home }
                    .SelectMany(root => new[] { Path.Combine(root, part), Path.Combine(root, "images", part), Path.Combine(root, "images"), root }),
            ];
        for (int i = first; i < files.Count && i < first + ImagesToTry; i++)
        {
            if (Array.Find(candidates, folder => File.Exists(Path.Combine(folder, files[i].Name))) is string found)
            {
                return found;
            }
        }

        return files.Count == first
            ? home
            : throw new DataException(
                $"None of its images is there, {files[first].Name} for one", annotations, "say with --images in which folder they are");
    }
}
