using System.CommandLine;
using LlsEdge.Cli.Shell.Config;
using LlsEdge.Host.Device;
using Spectre.Console;

namespace LlsEdge.Cli.Shell;

/// <summary>What a running command has: its options, the two outputs, Ctrl-C, and the board.</summary>
internal sealed class CommandContext
{
    private readonly ParseResult _parsed;
    private readonly Interruption _interruption;
    private readonly bool _colours;

    /// <summary>Creates the context.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="interruption">Ctrl-C.</param>
    public CommandContext(ParseResult parsed, Interruption interruption)
    {
        _parsed = parsed;
        _interruption = interruption;
        _colours = !parsed.GetValue(GlobalOptions.NoColor);
    }

    /// <summary>Gets whether the result is wanted as JSON.</summary>
    public bool WantsJson => _parsed.GetValue(GlobalOptions.Json);

    /// <summary>Gets all commands.</summary>
    public RootCommand Root => (RootCommand)_parsed.RootCommandResult.Command;

    /// <summary>Gets whether somebody watches, so that bars may be drawn and browsers opened.</summary>
    public bool IsInteractive =>
        !_parsed.GetValue(GlobalOptions.NonInteractive) && !Console.IsInputRedirected && Environment.GetEnvironmentVariable("CI") is not ("true" or "1");

    /// <summary>Gets the command line as it can be typed again.</summary>
    public string CommandLine =>
        "llsedge " + string.Join(' ', _parsed.Tokens.Select(token => token.Value.Any(char.IsWhiteSpace) ? $"\"{token.Value}\"" : token.Value));

    /// <summary>Gets whether the result has been given.</summary>
    public bool ResultGiven { get; private set; }

    /// <summary>Gets the token that Ctrl-C cancels at once: to stop between two steps.</summary>
    public CancellationToken Asked => _interruption.Asked;

    /// <summary>Gets the token that is cancelled a moment after Ctrl-C: to end a step that hangs.</summary>
    public CancellationToken GivenUp => _interruption.GivenUp;

    /// <summary>Gives an option's value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="option">The option.</param>
    /// <returns>The value, or the option's default.</returns>
    public T? Get<T>(Option<T> option) => _parsed.GetValue(option);

    /// <summary>Gives an option's value that is required or has a default.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="option">The option.</param>
    /// <returns>The value.</returns>
    public T Require<T>(Option<T> option) => _parsed.GetRequiredValue(option);

    /// <summary>Gives the value of an argument that may be left out.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="argument">The argument.</param>
    /// <returns>The value, or the argument's default.</returns>
    public T? Get<T>(Argument<T> argument) => _parsed.GetValue(argument);

    /// <summary>Gives an argument's value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="argument">The argument.</param>
    /// <returns>The value.</returns>
    public T Require<T>(Argument<T> argument) => _parsed.GetRequiredValue(argument);

    /// <summary>Gives the result: as JSON if that is wanted, else for people.</summary>
    /// <param name="json">The object.</param>
    /// <param name="forPeople">Writes the same to the console.</param>
    public void GiveResult(object json, Action<IAnsiConsole> forPeople)
    {
        ResultGiven = true;
        if (WantsJson)
        {
            Console.Out.WriteLine(Json.Write(json));
        }
        else
        {
            forPeople(Terminal.Create(Console.Out, Console.IsOutputRedirected, _colours));
        }

        Console.Out.Flush();
    }

    /// <summary>Tells something that is not the result.</summary>
    /// <param name="line">One line.</param>
    public static void Note(string line) => Console.Error.WriteLine(line);

    /// <summary>Does something long, with a progress bar if stderr is a terminal.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="title">What is being done.</param>
    /// <param name="work">Does it, and reports how far it is.</param>
    /// <returns>What the work gives.</returns>
    public T WithProgress<T>(string title, Func<IWorkProgress, T> work) =>
        Console.IsErrorRedirected || !IsInteractive ? work(NoProgress.Instance) : ProgressBar.Run(Terminal.Create(Console.Error, false, _colours), title, work);

    /// <summary>Opens the board at the port that is given.</summary>
    /// <returns>The board.</returns>
    public DeviceClient OpenBoard() => OpenBoard(GivenUp);

    /// <summary>Opens the board at the port that the option or the environment names.</summary>
    /// <param name="cancellation">Ends the waiting for it.</param>
    /// <returns>The board.</returns>
    public DeviceClient OpenBoard(CancellationToken cancellation) => DeviceClient.Connect(PortName(), cancellation);

    /// <summary>Gives the port of the board's own USB.</summary>
    /// <returns>The port.</returns>
    public string RequireUsbPort()
    {
        var key = new ConfigKey(_parsed.CommandResult.Command, GlobalOptions.Port);
        return BoardPort ?? throw new CommandException(
            ExitCode.Usage,
            $"No port is given: add --port PORT, that of the board's own USB ('llsedge ports' lists them), or set {key.Variable}, or '{key.Name}' in llsedge.json; "
            + $"{GlobalOptions.PortVariable} is the link's and not used here.");
    }

    /// <summary>Gets the port that is given; null for none.</summary>
    public string? BoardPort
    {
        get
        {
            string? port = _parsed.GetValue(GlobalOptions.Port);
            return string.IsNullOrWhiteSpace(port) ? null : port;
        }
    }

    private string PortName()
    {
        return BoardPort ?? throw new CommandException(
            ExitCode.Usage,
            $"No port is given: add --port PORT or set {GlobalOptions.PortVariable}, or 'port' in llsedge.json "
            + "('llsedge ports' lists them, 'llsedge board run' starts a virtual one).");
    }
}
