using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>ports</c>: the serial ports of this machine, and what is known of them.</summary>
internal static class PortsCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create() => new(
        "ports",
        "List the serial ports that a board could be on, with what the system knows of them. Opens none.",
        Run,
        "ports",
        "ports --json");

    /// <summary>Says what a port is.</summary>
    /// <param name="port">The port.</param>
    /// <returns>A few words.</returns>
    public static string Describe(SerialPortInfo port) => port.Usb switch
    {
        null when OperatingSystem.IsMacOS() => "unknown",
        null => "not on the USB",
        UsbAdapter usb => usb.Kind ?? usb.Text ?? "unknown",
    };

    private static void Run(CommandContext context)
    {
        IReadOnlyList<SerialPortInfo> ports = SerialPorts.Describe();
        context.GiveResult(new { ports = ports.Select(ToJson) }, console =>
        {
            if (ports.Count > 0)
            {
                console.Write(ToTable(ports));
            }
        });
        foreach (SerialPortInfo port in ports.Where(port => port.Problem is not null))
        {
            CommandContext.Note($"{port.Port}: {port.Problem}.");
        }

        if (ports.Count == 0)
        {
            CommandContext.Note("This machine has no serial port: plug in the board, or start a virtual one with 'llsedge board run'.");
        }
    }

    private static object ToJson(SerialPortInfo port) => new
    {
        port.Port,
        usb = port.Usb?.Id,
        port.Usb?.Kind,
        product = port.Usb?.Text,
        port.Usb?.SerialNumber,
        port.Problem,
    };

    private static Table ToTable(IReadOnlyList<SerialPortInfo> ports)
    {
        Table table = new Table().AddColumns("port", "what", "USB", "it calls itself", "serial number");
        foreach (SerialPortInfo port in ports)
        {
            table.AddRow([.. new[] { port.Port, Describe(port), port.Usb?.Id ?? "", port.Usb?.Text ?? "", port.Usb?.SerialNumber ?? "" }.Select(Markup.Escape)]);
        }

        return table;
    }
}
