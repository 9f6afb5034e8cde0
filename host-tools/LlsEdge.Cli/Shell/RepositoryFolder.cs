namespace LlsEdge.Cli.Shell;

/// <summary>The repository that this program was built in.</summary>
internal static class RepositoryFolder
{
    /// <summary>Finds it.</summary>
    /// <returns>Its folder.</returns>
    public static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "firmware", "LlsEdge.Firmware.nfproj")))
            {
                return folder.FullName;
            }
        }

        throw new CommandException(ExitCode.Usage, "The firmware's sources are not above this program: run llsedge from the repository's build.");
    }
}
