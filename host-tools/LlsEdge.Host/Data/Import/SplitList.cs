using System.Globalization;

namespace LlsEdge.Host.Data.Import;

/// <summary>Which images of a source are wanted, by lists of their numbers or file names, one a line.</summary>
internal sealed class SplitList
{
    private readonly Lines? _only;
    private readonly Lines? _except;

    private SplitList(Lines? only, Lines? except)
    {
        _only = only;
        _except = except;
    }

    /// <summary>All images.</summary>
    public static SplitList All { get; } = new(null, null);

    /// <summary>Reads the lists.</summary>
    /// <param name="only">A list of the images wanted, or null.</param>
    /// <param name="except">A list of those unwanted, or null.</param>
    public static SplitList Read(string? only, string? except) => new(Lines.Read(only), Lines.Read(except));

    /// <summary>Whether an image is wanted.</summary>
    /// <param name="id">Its number, if it has one.</param>
    /// <param name="name">Its file's name or path.</param>
    public bool Takes(long? id, string name) => _only?.Name(id, name) != false && _except?.Name(id, name) != true;

    private sealed class Lines
    {
        private readonly HashSet<string> _whole = new(StringComparer.Ordinal);

        // What lines with a folder end with: they name images whose folder is not known.
        private readonly HashSet<string> _files = new(StringComparer.Ordinal);

        public static Lines? Read(string? path)
        {
            if (path is null)
            {
                return null;
            }

            try
            {
                Lines lines = new();
                foreach (string line in File.ReadLines(path).Select(line => line.Trim().Replace('\\', '/')).Where(line => line.Length > 0))
                {
                    // A number may have leading zeros.
                    bool number = long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long id);
                    lines._whole.Add(number ? id.ToString(CultureInfo.InvariantCulture) : line);
                    lines._whole.Add(line);
                    lines._files.Add(Path.GetFileName(line));
                }

                return lines;
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw new DataException("The list cannot be read", path, "check that it exists and that you may read it", cause);
            }
        }

        public bool Name(long? id, string name)
        {
            string file = Path.GetFileName(name);
            string stem = Path.GetFileNameWithoutExtension(file);
            return (id is long number && _whole.Contains(number.ToString(CultureInfo.InvariantCulture)))
                || _whole.Contains(name) || _whole.Contains(file) || _whole.Contains(stem)
                || (name.Length == file.Length && (_files.Contains(file) || _files.Contains(stem)));
        }
    }
}
