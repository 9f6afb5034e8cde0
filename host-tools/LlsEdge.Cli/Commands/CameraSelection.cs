using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Scenes;
using LlsEdge.VirtualBoard;
using LlsEdge.VirtualBoard.Cameras;

namespace LlsEdge.Cli.Commands;

/// <summary>The options that give a virtual board a camera module, something to look at, and a fault.</summary>
internal sealed class CameraSelection
{
    private const string Mega = "mega";
    private const string Mini = "mini";
    private const int DrawnRoom = 7;
    private const int DrawnFrames = 100;

    private static readonly Dictionary<string, CameraFault> _faults = new(StringComparer.Ordinal)
    {
        ["absent"] = CameraFault.Absent,
        ["absent-high"] = CameraFault.AbsentHigh,
        ["wrong-id"] = CameraFault.WrongId,
        ["never-ready"] = CameraFault.NeverReady,
        ["never-done"] = CameraFault.NeverDone,
        ["stuck"] = CameraFault.StuckDone,
        ["done-at-once"] = CameraFault.DoneAtOnce,
        ["overrun"] = CameraFault.Overrun,
        ["short"] = CameraFault.ShortFifo,
        ["noise"] = CameraFault.Noise,
        ["babble"] = CameraFault.Babble,
        ["unplugged"] = CameraFault.UnpluggedWhileRead,
        ["sensor-absent"] = CameraFault.SensorAbsent,
        ["sensor-hung"] = CameraFault.SensorHung,
    };

    private readonly Option<string?> _module = new("--camera")
    {
        Description = $"Solder a camera module to the board: {Mega} (Arducam Mega) or {Mini} (ArduCAM Mini 2MP Plus), simulated register by register.",
        HelpName = "module",
    };

    private readonly Option<string?> _frames = new("--frames")
    {
        Description = "What it sees, frame after frame, then again from the first: a data set, or a folder of images. Default: a drawn room.",
        HelpName = "set-or-folder",
    };

    private readonly Option<string?> _fault = new("--camera-fault")
    {
        Description = "What is wrong with it: " + string.Join(", ", _faults.Keys) + ".",
        HelpName = "fault",
    };

    private readonly Option<int?> _unplug = new("--camera-unplug") { Description = "Unplug it after so many frames.", HelpName = "frames" };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <returns>The same command.</returns>
    public ShellCommand AddTo(ShellCommand command)
    {
        _unplug.AcceptAtLeast(0);
        _module.CompletionSources.Add(Mega, Mini);
        _fault.CompletionSources.Add([.. _faults.Keys]);
        command.Add(_module);
        command.Add(_frames);
        command.Add(_fault);
        command.Add(_unplug);
        return command;
    }

    /// <summary>Makes the module.</summary>
    /// <param name="context">The command.</param>
    /// <returns>The module, or null if none is wanted.</returns>
    public CameraModule? Load(CommandContext context)
    {
        string? module = context.Get(_module);
        if (module is null)
        {
            return context.Get(_frames) is null && context.Get(_fault) is null && context.Get(_unplug) is null
                ? null
                : throw new CommandException(
                    ExitCode.Usage,
                    $"--frames, --camera-fault and --camera-unplug say what a camera sees and has: add --camera {Mega} or --camera {Mini}.");
        }

        if (module is not (Mega or Mini))
        {
            throw new CommandException(ExitCode.Usage, $"There is no camera '{module}': --camera takes {Mega} or {Mini}.");
        }

        CameraFault fault = context.Get(_fault) is string name ? Fault(name) : CameraFault.None;
        ImageSet set = context.Get(_frames) is string source
            ? SetOrImages.Read(source, CameraModule.FrameSize, file => CommandContext.Note($"Skipped: {file.Reason}"))
            : SceneRoom.Create(DrawnRoom).Teach(DrawnFrames);
        int next = 0;
        CameraWiring wiring = CameraWiring.Of(VirtualBoardOptions.DefaultFirmwarePath);
        CameraModule camera = module == Mega ? new ArducamMegaModule(Look) { Wiring = wiring } : new ArducamMiniModule(Look) { Wiring = wiring };
        camera.Fault = fault;
        camera.FramesUntilUnplugged = context.Get(_unplug);
        return camera;

        byte[] Look()
        {
            byte[] frame = set.GetFrame(next);
            next = (next + 1) % set.Count;
            return frame;
        }
    }

    private static CameraFault Fault(string name)
    {
        return _faults.TryGetValue(name, out CameraFault fault)
            ? fault
            : throw new CommandException(ExitCode.Usage, $"There is no camera fault '{name}': --camera-fault takes {string.Join(", ", _faults.Keys)}.");
    }
}
