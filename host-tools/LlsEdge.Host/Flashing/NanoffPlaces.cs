namespace LlsEdge.Host.Flashing;

/// <summary>
/// Where nanoff may be: the folders of PATH, and those that .NET's global tools go to.
/// </summary>
/// <param name="Path">The variable PATH.</param>
/// <param name="ToolFolders">Where global tools are installed.</param>
/// <param name="IsWindows">Whether programs have endings and PATH is separated by semicolons.</param>
public sealed record NanoffPlaces(string? Path, IReadOnlyList<string> ToolFolders, bool IsWindows)
{
    private static readonly string[] s_endings = [".exe", ".cmd", ".bat"];

    /// <summary>Gives the places of this machine.</summary>
    /// <returns>The places.</returns>
    public static NanoffPlaces OfThisMachine()
    {
        // The first is where the dotnet command is told to put tools, if it is told.
        string?[] homes = [Environment.GetEnvironmentVariable("DOTNET_CLI_HOME"), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)];
        return new NanoffPlaces(
            Environment.GetEnvironmentVariable("PATH"),
            [.. homes.Where(home => !string.IsNullOrEmpty(home)).Select(home => System.IO.Path.Combine(home!, ".dotnet", "tools"))],
            OperatingSystem.IsWindows());
    }

    /// <summary>Looks for nanoff.</summary>
    /// <param name="exists">Whether there is a file.</param>
    /// <returns>The file; null if there is none.</returns>
    public string? Find(Func<string, bool> exists)
    {
        IEnumerable<string> folders = (Path ?? "").Split(IsWindows ? ';' : ':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(folder => folder.Trim('"'))
            .Concat(ToolFolders);
        string[] names = IsWindows ? [.. s_endings.Select(ending => "nanoff" + ending)] : ["nanoff"];
        char separator = IsWindows ? '\\' : '/';
        return folders.SelectMany(folder => names.Select(name => folder.TrimEnd(separator) + separator + name)).FirstOrDefault(exists);
    }
}
