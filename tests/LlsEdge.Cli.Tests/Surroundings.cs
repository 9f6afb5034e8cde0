namespace LlsEdge.Cli.Tests;

/// <summary>Where an llsedge process is started. Nothing of the machine's own configuration gets in.</summary>
internal sealed record Surroundings
{
    /// <summary>The current folder.</summary>
    internal string Folder { get; init; } = AppContext.BaseDirectory;

    /// <summary>The folder that holds the user's files of options.</summary>
    internal string UserFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "no-such-folder");

    /// <summary>Variables.</summary>
    internal Dictionary<string, string> Variables { get; init; } = [];

    internal void Give(IDictionary<string, string?> environment)
    {
        foreach (string name in environment.Keys.Where(name => name.StartsWith("LLSEDGE_", StringComparison.Ordinal) && name != "LLSEDGE_DATA").ToArray())
        {
            environment.Remove(name);
        }

        environment["XDG_CONFIG_HOME"] = UserFolder;
        foreach ((string name, string value) in Variables)
        {
            environment[name] = value;
        }
    }
}
