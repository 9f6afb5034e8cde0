namespace LlsEdge.Host.Data;

/// <summary>Names of classes: usual ones, and the small text file that may lie beside a data set.</summary>
public static class ClassNames
{
    /// <summary>The text file beside a data set that names its classes, one a line, label 0 first.</summary>
    public const string FileName = "classes.txt";

    /// <summary>Label 0 = nobody, label 1 = person: visual wake words.</summary>
    public static IReadOnlyList<string> Person { get; } = ["nobody", "person"];

    /// <summary>As many names as there are labels: "0", "1", ….</summary>
    public static IReadOnlyList<string> Numbers(int count)
    {
        string[] names = new string[count];
        for (int i = 0; i < count; i++)
        {
            names[i] = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return names;
    }

    /// <summary>Reads the names for a stem: <c>&lt;stem&gt;-classes.txt</c>, else <c>classes.txt</c> in the same folder, else null.</summary>
    public static IReadOnlyList<string>? ReadBeside(string stem)
    {
        ArgumentException.ThrowIfNullOrEmpty(stem);
        string folder = Path.GetDirectoryName(Path.GetFullPath(stem)) ?? ".";
        foreach (string path in new[] { stem + "-" + FileName, Path.Combine(folder, FileName) })
        {
            if (File.Exists(path))
            {
                return Parse(File.ReadAllLines(path), path);
            }
        }

        return null;
    }

    private static string[] Parse(string[] lines, string path)
    {
        string[] names = [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0)];
        if (names.Length is 0 or > 256)
        {
            throw new DataException("The list of classes must hold 1 to 256 names", path, "write one class name a line, label 0 first");
        }

        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            throw new DataException("The list of classes holds a name twice", path, "give every label its own name");
        }

        return names;
    }
}
