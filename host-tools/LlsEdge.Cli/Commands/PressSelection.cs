using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.VirtualBoard;

namespace LlsEdge.Cli.Commands;

/// <summary>The options that press a virtual board's button and switch the board off, both at times of its own clock.</summary>
internal sealed class PressSelection
{
    private readonly Option<string?> _presses = new("--press")
    {
        Description = "Press its button: times in seconds of its clock and kinds, such as \"4.0 short, 6.5 long, 9 double\".",
        HelpName = "presses",
    };

    private readonly Option<double?> _seconds = new("--seconds")
    {
        Description = "Switch it off at this time of its clock, and wait for nobody until then: it runs as fast as it can. Default: at Ctrl-C.",
        HelpName = "seconds",
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <returns>The same command.</returns>
    public ShellCommand AddTo(ShellCommand command)
    {
        _seconds.Accept(seconds => seconds is > 0 and < 1_000_000, "more than 0 and less than a million");
        command.Add(_presses);
        command.Add(_seconds);
        return command;
    }

    /// <summary>Gives the time at which to switch the board off.</summary>
    /// <param name="context">The command.</param>
    /// <returns>The time on the board's clock; null for never.</returns>
    public TimeSpan? GetEnd(CommandContext context) => context.Get(_seconds) is double seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Reads the presses.</summary>
    /// <param name="context">The command.</param>
    /// <param name="pin">The button's pin.</param>
    /// <returns>What happens to the pin.</returns>
    public IReadOnlyList<PinEvent> GetEvents(CommandContext context, int pin)
    {
        try
        {
            return ButtonScript.Parse(context.Get(_presses) ?? string.Empty, pin);
        }
        catch (FormatException cause)
        {
            throw new CommandException(ExitCode.Usage, $"--press: {cause.Message}", cause);
        }
    }
}
