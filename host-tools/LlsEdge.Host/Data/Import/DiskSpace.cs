using System.Globalization;

namespace LlsEdge.Host.Data.Import;

/// <summary>Asks before an hour's work whether its result will fit on the disk.</summary>
internal static class DiskSpace
{
    /// <summary>Throws if a file would not fit; where the system does not tell, it may be tried.</summary>
    public static void ThrowUnlessRoom(string output, long bytes, string folder) => ThrowUnlessRoom(output, bytes, Available(folder));

    /// <summary>Throws if a file would not fit.</summary>
    public static void ThrowUnlessRoom(string output, long bytes, long? available)
    {
        if (available is long free && free < bytes)
        {
            throw new DataException(
                $"The data set needs {Megabytes(bytes)} MB more, but the disk has {Megabytes(free)} MB left", output, "make room, or choose another disk with --out");
        }
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.#", CultureInfo.InvariantCulture);

    private static long? Available(string folder)
    {
        try
        {
            string full = Path.GetFullPath(folder);
            return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(full)! : full).AvailableFreeSpace;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
