using System.CommandLine;
using System.CommandLine.Completions;
using LlsEdge.Host.Device;

namespace LlsEdge.Cli.Shell;

/// <summary>The options that every command has.</summary>
internal static class GlobalOptions
{
    /// <summary>The environment variable that names the port where the option does not.</summary>
    public const string PortVariable = "LLSEDGE_PORT";

    /// <summary>Gets the port of the board.</summary>
    public static Option<string?> Port { get; } = new("--port", "--serialport", "-p")
    {
        Description = $"The board's port: /dev/ttyUSB0, /dev/cu.usbserial-1, COM5, tcp://host:port. Default: {PortVariable}, or 'port' in llsedge.json.",
        HelpName = "port",
        Recursive = true,
        CompletionSources = { _ => SerialPorts.List().Select(port => new CompletionItem(port)) },
    };

    /// <summary>Gets whether the result is wanted as JSON.</summary>
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Give the result as one JSON object, the last line of stdout.",
        Recursive = true,
    };

    /// <summary>Gets whether nobody watches.</summary>
    public static Option<bool> NonInteractive { get; } = new("--non-interactive")
    {
        Description = "Draw no progress bars, open no browser. Implied where stdin is no terminal, and by CI=true.",
        Recursive = true,
    };

    /// <summary>Gets whether colours are unwanted.</summary>
    public static Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "Write no colours; NO_COLOR=1 does the same.",
        Recursive = true,
    };
}
