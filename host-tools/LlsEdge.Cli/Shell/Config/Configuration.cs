using System.CommandLine;

namespace LlsEdge.Cli.Shell.Config;

/// <summary>What environment, project file and user file say of options, in this order; the command line is above them, options' defaults are below.</summary>
internal sealed class Configuration
{
    private const char Separator = ';';

    private readonly List<ConfiguredValue> _values = [];

    private Configuration(ConfigKeys keys, ConfigPlaces places)
    {
        Keys = keys;
        Places = places;
    }

    /// <summary>Gets the options.</summary>
    public ConfigKeys Keys { get; }

    /// <summary>Gets where the files are.</summary>
    public ConfigPlaces Places { get; }

    /// <summary>Gets what is wrong: a sentence each.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>Reads what holds for this process.</summary>
    /// <param name="root">All commands.</param>
    /// <returns>The configuration, also if something in it is wrong.</returns>
    public static Configuration Load(RootCommand root)
    {
        var configuration = new Configuration(new ConfigKeys(root), ConfigPlaces.OfThisProcess());
        List<string> problems = [];
        configuration.ReadEnvironment(problems);
        ConfigPlaces places = configuration.Places;
        foreach ((string? path, ConfigOrigin origin) in new[] { (places.Project, ConfigOrigin.Project), (places.User, ConfigOrigin.User) })
        {
            if (path is not null)
            {
                configuration._values.AddRange(new ConfigFile(configuration.Keys, path, origin, problems).Read());
            }
        }

        configuration.Problems = problems;
        return configuration;
    }

    /// <summary>Finds what counts for an option that the command line does not give.</summary>
    /// <param name="key">The option.</param>
    /// <returns>The strongest value; null if there is none.</returns>
    public ConfiguredValue? Find(ConfigKey key) => _values.Find(value => value.Key.Name == key.Name);

    /// <summary>Adds to a command line the options that it does not give and this configuration does.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="parsed">The same, parsed.</param>
    /// <param name="command">Its command.</param>
    /// <returns>The whole line.</returns>
    public string[] Complete(string[] arguments, ParseResult parsed, ShellCommand command)
    {
        IEnumerable<string> added = from key in Keys.Of(command)
                                    where parsed.GetResult(key.Option) is null or { Implicit: true }
                                    let value = Find(key)
                                    where value is not null
                                    from argument in key.ToArguments(value.Values)
                                    select argument;

        // What follows two dashes is no option.
        int end = Array.IndexOf(arguments, "--");
        end = end < 0 ? arguments.Length : end;
        return [.. arguments[..end], .. added, .. arguments[end..]];
    }

    private void ReadEnvironment(List<string> problems)
    {
        foreach (ConfigKey key in Keys.All)
        {
            if (Environment.GetEnvironmentVariable(key.Variable) is not string text || string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            string[] values = key.TakesSeveral ? text.Split(Separator, StringSplitOptions.RemoveEmptyEntries)
                : key.Option.ValueType == typeof(bool) ? [text switch { "1" => "true", "0" => "false", _ => text }]
                : [text];
            if (key.FindProblem(Keys.Root, values) is string problem)
            {
                problems.Add($"The variable {key.Variable}: {key.Name} {problem}.");
            }
            else
            {
                _values.Add(new ConfiguredValue(key, values, ConfigOrigin.Environment, key.Variable));
            }
        }
    }
}
