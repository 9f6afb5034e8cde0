using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using LlsEdge.Link;

namespace LlsEdge.Cli.Commands;

/// <summary><c>monitor</c>: what a board writes to its console, until Ctrl-C.</summary>
internal static class MonitorCommand
{
    private static readonly TimeSpan s_silence = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(250);

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var baud = new Option<int>("--baud")
        {
            Description = $"The line's speed. nanoFramework writes at {LinkProtocol.BaudRate}, the chip's own start messages come at {MonitorScreen.ChipBaudRate}.",
            HelpName = "rate",
            DefaultValueFactory = _ => LinkProtocol.BaudRate,
        };
        var timestamps = new Option<bool>("--timestamps", "-t") { Description = "Begin each line with this computer's time." };
        var hex = new Option<bool>("--hex") { Description = "Show every byte in hexadecimal instead." };
        var log = new Option<string?>("--log") { Description = "Append what is shown to this file.", HelpName = "file" };
        baud.AcceptAtLeast(300);
        return new ShellCommand(
            "monitor",
            "Show what a board writes to its console, through the board's own USB, until Ctrl-C. Waits for a board that is unplugged.",
            context => Run(context, context.Require(baud), context.Get(timestamps), context.Get(hex), context.Get(log)),
            "monitor --port /dev/ttyACM0",
            "monitor -p COM5 --timestamps --log board.txt",
            "monitor -p /dev/ttyUSB0 --baud 115200")
        {
            baud,
            timestamps,
            hex,
            log,
        }.ThatUsesUsbPort();
    }

    private static void Run(CommandContext context, int baud, bool timestamps, bool hex, string? log)
    {
        string port = context.RequireUsbPort();
        using var screen = MonitorScreen.Open(context.WantsJson ? Console.Error : Console.Out, baud, timestamps, hex, log);
        ISerialLink? link = SerialLinks.Open(port, baud);
        CommandContext.Note($"What {port} writes, at {baud} baud; Ctrl-C ends.");
        int reconnected = 0;
        while (!context.Asked.IsCancellationRequested)
        {
            using (link)
            {
                Follow(context, link, screen);
            }

            link = Reopen(context, port, baud);
            reconnected += link is null ? 0 : 1;
        }

        link?.Dispose();
        context.GiveResult(
            new { port, baud, screen.Lines, screen.LinkPackets, screen.DebuggerPackets, screen.UnreadableBytes, reconnected },
            _ => { });
    }

    /// <summary>Shows what comes until Ctrl-C, or until the line is gone.</summary>
    private static void Follow(CommandContext context, ISerialLink? link, MonitorScreen screen)
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (link is not null && !context.Asked.IsCancellationRequested)
            {
                int count = link.Read(buffer, s_silence);
                if (count > 0)
                {
                    screen.Accept(buffer.AsSpan(0, count));
                }
                else
                {
                    screen.Settle();
                }
            }

            screen.Settle();
        }
        catch (DeviceException gone) when (gone.Kind == DeviceErrorKind.Unplugged)
        {
            screen.Settle();
            CommandContext.Note($"{link!.Name} is gone: unplugged, or restarting; waiting for it, Ctrl-C ends.");
        }
    }

    private static ISerialLink? Reopen(CommandContext context, string port, int baud)
    {
        while (!context.Asked.WaitHandle.WaitOne(s_retry))
        {
            try
            {
                ISerialLink link = SerialLinks.Open(port, baud);
                CommandContext.Note($"{port} is back.");
                return link;
            }
            catch (DeviceException notYet) when (notYet.Kind is DeviceErrorKind.PortNotFound or DeviceErrorKind.PermissionDenied or DeviceErrorKind.PortUnusable)
            {
                // A port that has just appeared belongs to root for a moment.
            }
        }

        return null;
    }
}
