using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using LlsEdge.Cli.Shell;
using LlsEdge.Studio;
using LlsEdge.Studio.Boards;

namespace LlsEdge.Cli.Commands;

/// <summary><c>studio</c>: a page in the browser to watch a board learn, until Ctrl-C.</summary>
internal static class StudioCommand
{
    private const int HighestPort = 65535;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var port = new Option<int>("--port-http")
        {
            Description = "The page's port on this computer; 0: any free one.",
            HelpName = "port",
            DefaultValueFactory = _ => 0,
        };
        var quiet = new Option<bool>("--no-browser") { Description = "Only print the page's address." };
        port.Accept(number => number is >= 0 and <= HighestPort, $"from 0 to {HighestPort}");
        return new ShellCommand(
            "studio",
            "A page in the browser: see what a board sees, teach it, watch it learn. For this computer only; prints its address on stdout; Ctrl-C ends it. "
                + "With a port it connects to that board at once.",
            context => Run(context, context.Require(port), context.Get(quiet)),
            "studio",
            "studio --port /dev/ttyUSB0",
            "studio --no-browser --port-http 8080")
        {
            port,
            quiet,
        };
    }

    private static void Run(CommandContext context, int port, bool quiet)
    {
        RunAsync(context, port, quiet).GetAwaiter().GetResult();
    }

    private static async Task RunAsync(CommandContext context, int port, bool quiet)
    {
        StudioServer server;
        try
        {
            server = await StudioServer.StartAsync(port, context.Asked);
        }
        catch (StudioException refusal)
        {
            throw new CommandException(ExitCode.Port, refusal.Message, refusal);
        }

        await using (server)
        {
            Console.Out.WriteLine(server.Url);
            Console.Out.Flush();
            if (context.BoardPort is string board)
            {
                await server.Desk.Connect(board);
            }

            if (!quiet && !(context.IsInteractive && OpenBrowser(server.Url)))
            {
                CommandContext.Note("No browser was opened: open the address above by hand.");
            }

            CommandContext.Note("Ctrl-C ends the studio. A real board keeps what it has learnt until it loses power; commit to keep it for good.");
            await WaitFor(context.Asked);
        }

        context.GiveResult(new { url = server.Url }, _ => { });
    }

    private static async Task WaitFor(CancellationToken asked)
    {
        var end = new TaskCompletionSource();
        using CancellationTokenRegistration registration = asked.Register(end.SetResult);
        await end.Task;
    }

    private static bool OpenBrowser(Uri address)
    {
        try
        {
            using Process? browser = OperatingSystem.IsWindows()
                ? Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true })
                : Process.Start(new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", address.AbsoluteUri)
                {
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                });
            return browser is not null;
        }
        catch (Exception cause) when (cause is Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }
}
