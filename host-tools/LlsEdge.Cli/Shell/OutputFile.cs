namespace LlsEdge.Cli.Shell;

/// <summary>Writes result files so that a broken-off write leaves no half of one.</summary>
internal static class OutputFile
{
    /// <summary>Deletes a file that is not needed any more, if it is there.</summary>
    /// <param name="path">The file.</param>
    public static void Delete(string path)
    {
        try
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Output, $"Cannot delete {path}: {cause.Message.TrimEnd('.')}; delete it yourself.", cause);
        }
    }

    /// <summary>Throws unless a file can be written: before hours of work whose result it is to hold.</summary>
    /// <param name="path">The file; it stays as it is.</param>
    public static void ThrowIfUnwritable(string path) => Try(path, part =>
    {
        using FileStream file = new(part, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
    });

    /// <summary>Writes a file, or leaves the one that was there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its content.</param>
    public static void Write(string path, byte[] content) => Try(path, part =>
    {
        File.WriteAllBytes(part, content);
        File.Move(part, path, overwrite: true);
    });

    private static void Try(string path, Action<string> write)
    {
        if (Directory.Exists(path))
        {
            throw new CommandException(ExitCode.Output, $"Cannot write {path}: it is a folder; give the name of a file.");
        }

        string part = path + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            write(part);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            DeleteQuietly(part);
            throw new CommandException(ExitCode.Output, $"Cannot write {path}: {cause.Message.TrimEnd('.')}; give a place where you may write.", cause);
        }
    }

    private static void DeleteQuietly(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // Where nothing can be written, there is nothing to delete.
        }
    }
}
