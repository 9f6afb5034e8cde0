using System.CommandLine;
using System.Globalization;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using LlsEdge.Link;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>board settings</c>: what a person may set on the board.</summary>
internal static class BoardSettingsCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var set = new Option<string[]>("--set")
        {
            Description = "Change settings, all of these or none; the board keeps them in flash.",
            HelpName = "key=value",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        return new ShellCommand(
            "settings",
            "Show the board's settings, or change some.",
            context => Run(context, context.Require(set)),
            "board settings --port /dev/ttyUSB0",
            "board settings --set threshold=200 holdMilliseconds=5000")
        {
            set,
        };
    }

    private static void Run(CommandContext context, string[] assignments)
    {
        var changes = new Dictionary<int, int>();
        foreach (string assignment in assignments)
        {
            (int key, int value) = Parse(assignment);
            changes[key] = value;
        }

        using DeviceClient board = context.OpenBoard();
        if (changes.Count > 0)
        {
            board.SetSettings(changes, context.GivenUp);
        }

        BoardSettings settings = board.GetSettings(context.GivenUp);
        var named = new OrderedDictionary<string, object?> { ["port"] = board.Port, ["status"] = StatusOf(settings.Status) };
        for (int key = 0; key < settings.Values.Count; key++)
        {
            named.Add(BoardSettings.NameOf(key), settings.Values[key]);
        }

        context.GiveResult(named, console =>
        {
            var table = new Table().AddColumns("setting", "value", "default", "what it means");
            for (int key = 0; key < settings.Values.Count; key++)
            {
                table.AddRow(BoardSettings.NameOf(key), $"{settings.Values[key]}", $"{SettingKey.GetDefault(key)}", BoardSettings.Describe(key));
            }

            console.Write(table);
            console.WriteLine($"Status: {StatusOf(settings.Status)}");
        });
    }

    private static string StatusOf(LinkStatus status) => status switch
    {
        LinkStatus.Ok => "kept in flash",
        LinkStatus.NotSet => "never set, the defaults hold",
        LinkStatus.StorageMissing => "no drive, they hold until the board restarts",
        LinkStatus.BadCrc => "a file was damaged, older settings or the defaults hold",
        _ => "not written, the drive is full or broken; they hold until the board restarts",
    };

    private static (int Key, int Value) Parse(string assignment)
    {
        string[] parts = assignment.Split('=');
        int key = parts.Length == 2
            ? BoardSettings.Names.ToList().FindIndex(name => name.Equals(parts[0].Trim(), StringComparison.OrdinalIgnoreCase))
            : -1;
        if (key < 0)
        {
            throw new CommandException(ExitCode.Usage, $"'{assignment}' sets nothing: write key=value with one of {string.Join(", ", BoardSettings.Names)}.");
        }

        int smallest = SettingKey.GetSmallest(key);
        int largest = SettingKey.GetLargest(key);
        return int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= smallest && value <= largest
            ? (key, value)
            : throw new CommandException(ExitCode.Usage, $"{BoardSettings.NameOf(key)} may be {smallest} to {largest}, not '{parts[1]}'.");
    }
}
