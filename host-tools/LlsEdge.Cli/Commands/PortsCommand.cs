using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>ports</c>: the serial ports of this machine.</summary>
internal static class PortsCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create() => new("ports", "List the serial ports that a board could be on.", Run, "ports", "ports --json");

    private static void Run(CommandContext context)
    {
        IReadOnlyList<string> ports = SerialPorts.List();
        context.GiveResult(new { ports }, console =>
        {
            foreach (string port in ports)
            {
                console.WriteLine(port);
            }
        });
        if (ports.Count == 0)
        {
            CommandContext.Note("This machine has no serial port: plug in the board, or start a virtual one with 'llsedge board run'.");
        }
    }
}
