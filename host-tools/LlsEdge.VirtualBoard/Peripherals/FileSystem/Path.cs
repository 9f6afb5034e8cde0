namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>Paths as the board writes them, whatever the host's separators are.</summary>
internal static class Path
{
    public static readonly char DirectorySeparatorChar = '\\';

    public static string Combine(string path1, string path2)
    {
        if (IsPathRooted(path2) || path1.Length == 0)
        {
            return path2;
        }

        return path2.Length == 0 ? path1 : path1.TrimEnd('\\') + "\\" + path2;
    }

    public static string GetFileName(string path)
    {
        return path[(path.LastIndexOf('\\') + 1)..];
    }

    public static string GetFileNameWithoutExtension(string path)
    {
        string name = GetFileName(path);
        int dot = name.LastIndexOf('.');
        return dot < 0 ? name : name[..dot];
    }

    public static string GetExtension(string path)
    {
        string name = GetFileName(path);
        int dot = name.LastIndexOf('.');
        return dot < 0 ? string.Empty : name[dot..];
    }

    public static string GetDirectoryName(string path)
    {
        int separator = path.LastIndexOf('\\');
        return separator < 0 ? string.Empty : path[..separator];
    }

    public static bool HasExtension(string path)
    {
        return GetExtension(path).Length > 1;
    }

    public static bool IsPathRooted(string path)
    {
        return path.StartsWith('\\') || (path.Length > 1 && path[1] == ':');
    }
}
