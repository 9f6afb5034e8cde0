namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>Folders of the drive.</summary>
internal static class Directory
{
    public static bool Exists(string path, Machine machine)
    {
        return System.IO.Directory.Exists(machine.Drive.Locate(path));
    }

    public static void Delete(string path, Machine machine)
    {
        Delete(path, false, machine);
    }

    public static void Delete(string path, bool recursive, Machine machine)
    {
        string located = machine.Drive.Locate(path);
        if (!System.IO.Directory.Exists(located))
        {
            throw new IOException($"There is no folder '{path}'.");
        }

        if (!recursive && System.IO.Directory.EnumerateFileSystemEntries(located).Any())
        {
            throw NativeFault.Create($"The folder '{path}' is not empty.");
        }

        machine.Drive.Change(() => System.IO.Directory.Delete(located, recursive));
    }

    public static string[] GetFiles(string path, Machine machine)
    {
        return Names(path, System.IO.Directory.GetFiles(machine.Drive.Locate(path)));
    }

    public static string[] GetDirectories(string path, Machine machine)
    {
        return Names(path, System.IO.Directory.GetDirectories(machine.Drive.Locate(path)));
    }

    private static string[] Names(string path, string[] located)
    {
        Array.Sort(located, StringComparer.Ordinal);
        return Array.ConvertAll(located, entry => Path.Combine(path, System.IO.Path.GetFileName(entry)));
    }
}
