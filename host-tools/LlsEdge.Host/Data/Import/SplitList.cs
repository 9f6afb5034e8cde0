using System.Globalization;

namespace LlsEdge.Host.Data.Import;

/// <summary>Which images of a source are wanted, by lists of their numbers or file names, one a line.</summary>
internal sealed class SplitList
{
    private readonly HashSet<string>? _only;
    private readonly HashSet<string>? _except;

    private SplitList(HashSet<string>? only, HashSet<string>? except)
    {
        _only = only;
        _except = except;
    }

    /// <summary>All images.</summary>
    public static SplitList All { get; } = new(null, null);

    /// <summary>Reads the lists.</summary>
    /// <param name="only">A list of the images wanted, or null.</param>
    /// <param name="except">A list of those unwanted, or null.</param>
    public static SplitList Read(string? only, string? except) => new(ReadList(only), ReadList(except));

    /// <summary>Whether an image is wanted.</summary>
    /// <param name="id">Its number, if it has one.</param>
    /// <param name="name">Its file's name or path.</param>
    public bool Takes(long? id, string name) => (_only is null || Lists(_only, id, name)) && (_except is null || !Lists(_except, id, name));

    private static bool Lists(HashSet<string> list, long? id, string name)
    {
        string file = Path.GetFileName(name);
        return (id is long number && list.Contains(number.ToString(CultureInfo.InvariantCulture)))
            || list.Contains(name) || list.Contains(file) || list.Contains(Path.GetFileNameWithoutExtension(file));
    }

    private static HashSet<string>? ReadList(string? path)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            HashSet<string> list = new(StringComparer.Ordinal);
            foreach (string line in File.ReadLines(path).Select(line => line.Trim().Replace('\\', '/')).Where(line => line.Length > 0))
            {
                // A number may have leading zeros, a file may stand there with its folder.
                list.Add(long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id.ToString(CultureInfo.InvariantCulture) : line);
                list.Add(Path.GetFileName(line));
            }

            return list;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataException("The list cannot be read", path, "check that it exists and that you may read it", cause);
        }
    }
}
