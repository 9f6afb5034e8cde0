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
            File.Delete(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Output, $"Cannot delete {path}: {cause.Message.TrimEnd('.')}; delete it yourself.", cause);
        }
    }

    /// <summary>Writes a file, or leaves the one that was there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its content.</param>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string part = path + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllBytes(part, content);
            File.Move(part, path, overwrite: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Output, $"Cannot write {path}: {cause.Message.TrimEnd('.')}; give a place where you may write.", cause);
        }
    }
}
