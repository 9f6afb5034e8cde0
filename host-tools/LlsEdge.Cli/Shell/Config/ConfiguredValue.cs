namespace LlsEdge.Cli.Shell.Config;

/// <summary>Where a value comes from; the stronger come first.</summary>
internal enum ConfigOrigin
{
    /// <summary>A variable of the environment.</summary>
    Environment,

    /// <summary>The project's file.</summary>
    Project,

    /// <summary>The user's file.</summary>
    User,
}

/// <summary>What files or environment say of an option.</summary>
/// <param name="Key">The option.</param>
/// <param name="Values">Its value; several where it takes them.</param>
/// <param name="Origin">What kind of place says so.</param>
/// <param name="Place">The place: a variable's name, a file.</param>
internal sealed record ConfiguredValue(ConfigKey Key, IReadOnlyList<string> Values, ConfigOrigin Origin, string Place);
