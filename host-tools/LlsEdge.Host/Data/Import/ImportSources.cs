using LlsEdge.Host.Data.Sets;

namespace LlsEdge.Host.Data.Import;

/// <summary>Tells what lies at a path, and opens it.</summary>
public static class ImportSources
{
    private static readonly string[] s_parts = ["train", "val", "valid", "validation", "test"];

    /// <summary>Opens a source.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="progress">Told how far a long list of labels has been read, 0 to 1.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="DataException">Nothing that can be imported is there, or it is unclear which of several things is meant.</exception>
    public static ImportSource Open(ImportRequest request, Action<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request = request with { Split = SplitList.Read(request.Only, request.Except) };
        string path = request.Source;
        if (!Directory.Exists(path))
        {
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".json" when File.Exists(path) => CocoLayout.Read([path], request, progress, cancellation),
                ".bin" when File.Exists(path) => Unlisted(request, CifarSource.Open(path, [path])),
                _ => Unlisted(request, OpenSet(request, path)),
            };
        }

        if (request.Annotations.Count > 0 || CocoLayout.AnnotationsIn(path).Count > 0)
        {
            return CocoLayout.Read(AnnotationsOf(request), request, progress, cancellation);
        }

        IReadOnlyDictionary<string, string[]> cifar = CifarSource.PartsOf(path);
        if (cifar.Count > 0)
        {
            return Unlisted(request, CifarSource.Open(path, cifar[Choose(path, request.Part, cifar.Keys)]));
        }

        if (SetReader.In(path).Count > 0)
        {
            return Unlisted(request, OpenSet(request, request.Part is string part ? Path.Combine(path, part) : path));
        }

        return OpenFolder(request, path);
    }

    private static FileSource OpenFolder(ImportRequest request, string path)
    {
        string[] inner = FolderLayout.ClassFolders(path);
        bool hasParts = inner.Length > 0 && inner.All(name => s_parts.Contains(name));
        if (hasParts || request.Part is not null)
        {
            path = Path.Combine(path, Choose(path, request.Part, inner));
        }

        return FolderLayout.IsTinyValidation(path) ? FolderLayout.OfTinyValidation(path, request.Split)
            : request.Label is string label ? FolderLayout.OfOneClass(path, label, request.Classes, request.Split)
            : FolderLayout.ClassFolders(path).Length == 0 && FolderLayout.HoldsImages(path)
                ? throw new DataException("The folder's images are in no folders of classes", path, "say with --label what all of them show, or give each class a folder")
            : FolderLayout.OfClasses(path, request.Classes, !request.InOrder, request.Split);
    }

    private static FrameSource OpenSet(ImportRequest request, string path) =>
        SetReader.FindFile(path) is string file
            ? FrameSource.OfSet(SetFile.Open(file, request.Classes).Set)
            : FrameSource.OfIdx(path, request.Classes);

    private static ImportSource Unlisted(ImportRequest request, ImportSource source) =>
        request.Only is null && request.Except is null
            ? source
            : throw new DataException($"Its images ({source.Kind}) have no files that --only and --except could name", source.Path, "leave these options out");

    private static IReadOnlyList<string> AnnotationsOf(ImportRequest request)
    {
        if (request.Annotations.Count > 0)
        {
            return [.. request.Annotations.Select(file => File.Exists(file) ? file : Path.Combine(request.Source, file))];
        }

        IReadOnlyList<string> found = CocoLayout.AnnotationsIn(request.Source);
        string part = Choose(request.Source, request.Part, found.Select(CocoLayout.PartOf));
        return [found.First(file => CocoLayout.PartOf(file) == part)];
    }

    private static string Choose(string path, string? part, IEnumerable<string> parts)
    {
        string[] all = [.. parts.Distinct()];
        return part is null && all.Length == 1 ? all[0]
            : part is null ? throw new DataException("The folder holds several data sets", path, "choose with --part one of " + string.Join(", ", all))
            : all.Contains(part) ? part
            : throw new DataException($"There is no part '{part}'", path, "choose with --part one of " + string.Join(", ", all));
    }
}
