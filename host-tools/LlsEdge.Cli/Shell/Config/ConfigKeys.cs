using System.CommandLine;
using System.CommandLine.Help;

namespace LlsEdge.Cli.Shell.Config;

/// <summary>The options that files and environment may set: all but those that a person has to say each time.</summary>
internal sealed class ConfigKeys
{
    private static readonly HashSet<string> s_saidEachTime =
    [

        // What is written, and over what.
        "--out", "--sheet", "--log", "--write-baseline", "--write-pytorch", "--report", "--checkpoint", "--fresh", "--tail", "--folder", "--use",

        // What a board loses or keeps, and whether anything is done at all.
        "--clr", "--no-app", "--commit", "--set", "--off", "--dry-run",

        // Whether a command is about this machine or about a board.
        "--desk",

        // What is run: a project's file must not choose a program.
        "--nanoff",
    ];

    private readonly List<ConfigKey> _all = [];
    private readonly HashSet<string> _saidEachTime = [];

    /// <summary>Collects the keys.</summary>
    /// <param name="root">All commands.</param>
    public ConfigKeys(RootCommand root)
    {
        Root = root;
        Collect(root);
    }

    /// <summary>Gets the names of options that are said on the command line only.</summary>
    public static IReadOnlySet<string> SaidEachTime => s_saidEachTime;

    /// <summary>Gets the variables that are no option's: traces, the public data, a library, a browser for tests.</summary>
    public static IReadOnlyList<string> OtherVariables { get; } = ["LLSEDGE_TRACE", "LLSEDGE_DATA", "LLSEDGE_TURBOJPEG", "LLSEDGE_CHROMIUM"];

    /// <summary>Gets all commands.</summary>
    public RootCommand Root { get; }

    /// <summary>Gets all keys.</summary>
    public IReadOnlyList<ConfigKey> All => _all;

    /// <summary>Finds a key.</summary>
    /// <param name="name">Its name: <c>model.train.epochs</c>.</param>
    /// <returns>The key; null if there is none.</returns>
    public ConfigKey? Find(string name) => _all.FirstOrDefault(key => key.Name == name);

    /// <summary>Gives the keys that count for a command.</summary>
    /// <param name="command">The command.</param>
    /// <returns>Its own, and those of all commands; not the port of the link where it means another.</returns>
    public IEnumerable<ConfigKey> Of(ShellCommand command) =>
        OwnOf(command).Concat(OwnOf(Root).Where(key => !command.UsesUsbPort || key.Option != GlobalOptions.Port));

    /// <summary>Says why a name is no key.</summary>
    /// <param name="name">The name.</param>
    /// <returns>A part of a sentence: what is wrong, what is allowed.</returns>
    public string Refuse(string name)
    {
        if (_saidEachTime.Contains(name))
        {
            return $"'{name}' is said on the command line only";
        }

        string known = name;
        do
        {
            int dot = known.LastIndexOf('.');
            known = dot < 0 ? "" : known[..dot];
        }
        while (known.Length > 0 && !IsGroup(known));
        return $"there is no key '{name}': {(known.Length > 0 ? $"'{known}' has" : "there are")} {string.Join(", ", NamesIn(known))}";
    }

    /// <summary>Tells whether a name stands for a group of keys.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether it is a command with keys.</returns>
    public bool IsGroup(string name) => _all.Exists(key => key.Name.StartsWith(name + ".", StringComparison.Ordinal));

    private IEnumerable<string> NamesIn(string group)
    {
        int depth = group.Length == 0 ? 0 : group.Split('.').Length;
        return _all.Where(key => depth == 0 || key.Name.StartsWith(group + ".", StringComparison.Ordinal)).Select(key => key.Words[depth]).Distinct();
    }

    private void Collect(Command command)
    {
        _all.AddRange(OwnOf(command));
        foreach (Option option in command.Options.Where(option => s_saidEachTime.Contains(option.Name)))
        {
            _saidEachTime.Add(new ConfigKey(command, option).Name);
        }

        foreach (Command child in command.Subcommands)
        {
            Collect(child);
        }
    }

    private static IEnumerable<ConfigKey> OwnOf(Command command)
    {
        if (command is ShellCommand { RunsWithBadConfiguration: true })
        {
            return [];
        }

        IEnumerable<Option> own = command.Options.Where(option => option is not (HelpOption or VersionOption) && !s_saidEachTime.Contains(option.Name));
        return (command is ShellCommand { UsesUsbPort: true } ? own.Append(GlobalOptions.Port) : own).Select(option => new ConfigKey(command, option));
    }
}
