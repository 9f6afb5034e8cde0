using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Cli.Shell.Config;
using Spectre.Console;

namespace LlsEdge.Cli.Commands.Config;

/// <summary><c>config</c>: which options files and environment set, and where.</summary>
internal static class ConfigCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var all = new Option<bool>("--all") { Description = "Also the options that nothing sets, with their defaults and variables." };
        var command = new ShellCommand(
            "config",
            "Show the options that llsedge.json and the environment set, and where each comes from.",
            context => Run(context, context.Get(all)),
            "config",
            "config --all",
            "config set port /dev/ttyUSB0")
        {
            all,
            ConfigSetCommand.Create(),
            ConfigSetCommand.CreateUnset(),
            CreatePath(),
        };
        return command.ThatRunsWithBadConfiguration();
    }

    private static void Run(CommandContext context, bool all)
    {
        var configuration = Configuration.Load(context.Root);
        Line[] lines = [.. configuration.Keys.All.Select(key => Describe(key, configuration.Find(key))).Where(line => all || line.Origin is not null)];
        context.GiveResult(new { values = lines, problems = configuration.Problems }, console =>
        {
            if (lines.Length > 0)
            {
                console.Write(ToTable(lines, all));
            }
        });
        if (lines.Length == 0)
        {
            CommandContext.Note("Nothing is set: 'llsedge config set port PORT' names your board's port, 'llsedge config --all' lists what can be set.");
        }

        foreach (string problem in configuration.Problems)
        {
            CommandContext.Note("Problem: " + problem);
        }
    }

    private static ShellCommand CreatePath() => new ShellCommand(
        "path",
        "Print where the files of options are: the project's, then the user's.",
        context =>
        {
            ConfigPlaces places = ConfigPlaces.OfThisProcess();
            var files = new[]
            {
                new { origin = "project", path = places.Project ?? places.NewProject, exists = places.Project is not null },
                new { origin = "user", path = places.User, exists = File.Exists(places.User) },
            };
            context.GiveResult(new { files }, console =>
            {
                foreach (var file in files)
                {
                    console.WriteLine($"{file.origin}: {file.path}{(file.exists ? "" : " (not there)")}");
                }
            });
        },
        "config path").ThatRunsWithBadConfiguration();

    private static Line Describe(ConfigKey key, ConfiguredValue? value) => new(
        key.Name,
        value is not null ? string.Join(", ", value.Values) : DefaultOf(key.Option),
        value?.Origin.ToString().ToLowerInvariant(),
        value?.Place,
        key.Variable);

    private static string? DefaultOf(Option option) => !option.HasDefaultValue ? null : option.GetDefaultValue() switch
    {
        bool flag => flag ? "true" : "false",
        string[] several => string.Join(", ", several),
        object other => FormattableString.Invariant($"{other}"),
        null => null,
    };

    private static Table ToTable(IEnumerable<Line> lines, bool all)
    {
        Table table = new Table().AddColumns("key", "value", "set by");
        if (all)
        {
            table.AddColumn("variable");
        }

        foreach (Line line in lines)
        {
            string[] cells = [line.Key, line.Value ?? "", line.Place ?? "default", .. all ? new[] { line.Variable } : []];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return table;
    }

    private sealed record Line(string Key, string? Value, string? Origin, string? Place, string Variable);
}
