using System.CommandLine;
using System.Net.Sockets;
using LlsEdge.Cli.Reports;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using LlsEdge.Host.Models;
using LlsEdge.Learning;
using LlsEdge.VirtualBoard;
using LlsEdge.VirtualBoard.Cameras;

namespace LlsEdge.Cli.Commands;

/// <summary><c>board run</c>: a virtual board in the foreground, until Ctrl-C.</summary>
internal static class BoardRunCommand
{
    private const int SmallestHeap = 16_000;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var tcp = new Option<int?>("--tcp")
        {
            Description = "Listen on this TCP port of this machine (0: any free one) instead of a pseudo-terminal.",
            HelpName = "port",
        };
        var heap = new Option<int>("--heap") { Description = "The managed heap in bytes.", DefaultValueFactory = _ => new VirtualBoardOptions().HeapBytes };
        var drive = new Option<string?>("--drive")
        {
            Description = "The folder that is its drive I:; default: one that is removed at the end.",
            HelpName = "folder",
        };
        var model = new Option<string?>("--model") { Description = "Put this model on it over its own line first.", HelpName = "file" };
        var console = new Option<bool>("--console")
        {
            Description = "Put its console on a line of its own too, as a board's is on its USB; that line's port is the second line on stdout.",
        };
        var camera = new CameraSelection();
        var presses = new PressSelection();
        tcp.AcceptAtLeast(0);
        heap.AcceptAtLeast(SmallestHeap);
        return presses.AddTo(camera.AddTo(new ShellCommand(
            "run",
            "Run the firmware on a virtual ESP32. Prints its port on stdout, its console on stderr; Ctrl-C ends it and sums up what the firmware executed "
                + "and what its LED and detection pin did.",
            context => Run(context, context.Get(tcp), context.Require(heap), context.Get(drive), context.Get(model), context.Get(console), camera.Load(context), presses),
            "board run",
            "board run --model person.llsm --drive ./board-drive",
            "board run --tcp 7777 --heap 120000",
            "board run --console",
            "board run --camera mega --frames ./photos",
            "board run --camera mega --frames ./photos --model person.llsm --press \"5 short, 9 long\" --seconds 15",
            "board run --camera mini --camera-fault never-done")
        {
            tcp,
            heap,
            drive,
            model,
            console,
        }));
    }

    private static void Run(CommandContext context, int? tcp, int heap, string? drive, string? modelFile, bool hasConsole, CameraModule? camera, PressSelection presses)
    {
        BoardPins pins = BoardPins.Of(VirtualBoardOptions.DefaultFirmwarePath);
        IReadOnlyList<PinEvent> events = presses.GetEvents(context, pins.Button);
        TimeSpan? end = presses.GetEnd(context);
        Model? model = modelFile is null ? null : ModelFile.LoadAny(modelFile);
        using DriveFolder folder = DriveFolder.Open(drive);
        if (model is not null)
        {
            // On a board of its own: the times of presses count from a start with the model.
            PutModel(context, heap, folder, model);
        }

        using UartBackend line = OpenLine(tcp);
        using UartBackend? console = hasConsole ? OpenLine(tcp is null ? null : 0) : null;
        using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions
        {
            HeapBytes = heap,
            DriveFolder = folder.Path,
            Uart = line,
            Console = Console.Error,
            ConsoleLine = console,
            Camera = camera,
            PinEvents = events,
            Until = end,
            IsUnattended = end is not null,
        });
        Console.Out.WriteLine(board.PortName);
        if (console is not null)
        {
            Console.Out.WriteLine(console.PortName);
        }

        Console.Out.Flush();
        WaitForEnd(board, end is not null, context.Asked);
        board.Stop();
        BoardRunReport report = BoardRunReport.Of(board, pins);
        context.GiveResult(report, report.WriteTo);
    }

    private static void PutModel(CommandContext context, int heap, DriveFolder folder, Model model)
    {
        using UartBackend line = OpenLine(OperatingSystem.IsWindows() ? 0 : null);
        using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions { HeapBytes = heap, DriveFolder = folder.Path, Uart = line });
        using DeviceClient client = OwnBoard.Connect(board, context.GivenUp);
        ModelPutCommand.Put(context, client, model);
    }

    private static void WaitForEnd(VirtualEsp32 board, bool ends, CancellationToken asked)
    {
        try
        {
            board.Exited.Wait(asked);
            if (ends)
            {
                return;
            }

            throw new CommandException(ExitCode.Board, "The firmware has ended by itself, which it never should: look at its console above.");
        }
        catch (OperationCanceledException) when (asked.IsCancellationRequested)
        {
            // The usual end.
        }
        catch (AggregateException failure)
        {
            string why = failure.InnerException!.Message.ReplaceLineEndings(" ");
            throw new CommandException(ExitCode.Board, $"The firmware on the virtual board failed: {why}", failure);
        }
    }

    private static UartBackend OpenLine(int? tcp)
    {
        if (tcp is null && OperatingSystem.IsWindows())
        {
            throw new CommandException(ExitCode.Usage, "Windows has no pseudo-terminals: add --tcp PORT, and use tcp://127.0.0.1:PORT as the port.");
        }

        try
        {
            return tcp is int port ? UartBackend.Tcp(port) : UartBackend.Pty();
        }
        catch (Exception cause) when (cause is IOException or SocketException)
        {
            string what = tcp is null ? cause.Message : $"TCP port {tcp} cannot be opened ({cause.Message}): choose another, or 0 for any.";
            throw new CommandException(ExitCode.Port, what, cause);
        }
    }
}
