using LlsEdge.Cli.Shell;

namespace LlsEdge.Cli.Commands;

/// <summary>The folder that is a virtual board's drive.</summary>
internal sealed class DriveFolder : IDisposable
{
    private readonly bool _isTemporary;

    private DriveFolder(string path, bool isTemporary)
    {
        Path = path;
        _isTemporary = isTemporary;
    }

    /// <summary>Gets the folder.</summary>
    public string Path { get; }

    /// <summary>Opens a folder of the user's, or makes one that goes when this object does.</summary>
    /// <param name="path">The user's folder, or null.</param>
    /// <returns>The folder.</returns>
    public static DriveFolder Open(string? path)
    {
        if (path is null)
        {
            return new DriveFolder(Directory.CreateTempSubdirectory("llsedge-drive-").FullName, isTemporary: true);
        }

        try
        {
            Directory.CreateDirectory(path);
            return new DriveFolder(path, isTemporary: false);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.Output, $"The drive folder {path} cannot be made: {cause.Message.TrimEnd('.')}; give one where you may write.", cause);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isTemporary)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
