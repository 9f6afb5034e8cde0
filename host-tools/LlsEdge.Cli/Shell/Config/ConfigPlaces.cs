namespace LlsEdge.Cli.Shell.Config;

/// <summary>Where the configuration's files are.</summary>
/// <param name="Project">The project's: the first <c>llsedge.json</c> upward from the current folder; null for none.</param>
/// <param name="User">The user's, which need not exist.</param>
/// <param name="NewProject">Where the project's is made if there is none.</param>
internal sealed record ConfigPlaces(string? Project, string User, string NewProject)
{
    /// <summary>The name of the files.</summary>
    public const string FileName = "llsedge.json";

    /// <summary>Gives the places for this process.</summary>
    /// <returns>The places.</returns>
    public static ConfigPlaces OfThisProcess()
    {
        string? home = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
        string user = Path.Combine(string.IsNullOrEmpty(home) ? Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData) : home, "llsedge", FileName);
        string current = Directory.GetCurrentDirectory();
        string? project = null;
        for (DirectoryInfo? folder = new(current); folder is not null && project is null; folder = folder.Parent)
        {
            string file = Path.Combine(folder.FullName, FileName);
            project = File.Exists(file) && file != user ? file : null;
        }

        return new ConfigPlaces(project, user, Path.Combine(current, FileName));
    }
}
