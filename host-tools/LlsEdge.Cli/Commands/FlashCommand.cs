using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using LlsEdge.Host.Flashing;
using LlsEdge.Host.Models;
using LlsEdge.Link;
using LlsEdge.Learning;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>flash</c>: nanoFramework's CLR and the app onto a board, with nanoff.</summary>
internal static class FlashCommand
{
    /// <summary>A board that has just been written to starts anew, and its USB port may go and come back meanwhile.</summary>
    private static readonly TimeSpan s_restart = TimeSpan.FromSeconds(5);

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        FlashTargets targets = FlashTargets.Default;
        string[] profiles = [.. targets.Boards.Select(known => known.Profile)];
        var board = new Option<string?>("--board") { Description = $"The board: {string.Join(", ", profiles)}. Default: the one that the app was built for.", HelpName = "profile" };
        var clr = new Option<bool>("--clr") { Description = "Write nanoFramework's CLR first: once for a new board, and when its version changes." };
        var noApp = new Option<bool>("--no-app") { Description = "Leave the app that is on the board." };
        var image = new Option<string?>("--image") { Description = "The app. Default: the newest LlsEdge.Firmware.bin below firmware/bin.", HelpName = "file" };
        var model = new Option<string?>("--model") { Description = "A model that is to be put on the board later: refused now if its drive is too small.", HelpName = "file" };
        var target = new Option<string?>("--target") { Description = $"The CLR's image, if not the board's usual one: {string.Join(", ", targets.Targets)}.", HelpName = "name" };
        var flashSize = new Option<int?>("--flash-size") { Description = "The board's flash in MB, if more than the profile's: how large app and drive may be.", HelpName = "MB" };
        var clrVersion = new Option<string?>("--clr-version") { Description = $"The CLR's version. Default: the newest {targets.ClrLine}.x that nanoff lists.", HelpName = "version" };
        var baud = new Option<int?>("--baud") { Description = "The speed of writing the CLR, if nanoff's own is too much for cable or adapter.", HelpName = "rate" };
        var tool = new Option<string?>("--nanoff") { Description = "The program nanoff. Default: from PATH or the folder of .NET's global tools.", HelpName = "file" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print the commands and do nothing." };
        board.CompletionSources.Add(profiles);
        target.CompletionSources.Add([.. targets.Targets]);
        baud.AcceptAtLeast(9600);
        flashSize.AcceptAtLeast(1);
        return new ShellCommand(
            "flash",
            "Write the app, and with --clr nanoFramework's CLR before it, to a board. Runs nanoff, and explains what goes wrong.",
            context => Run(
                context,
                new Request(
                    context.Get(board),
                    context.Get(clr),
                    !context.Get(noApp),
                    context.Get(image),
                    context.Get(model),
                    context.Get(target),
                    context.Get(flashSize),
                    context.Get(clrVersion),
                    context.Get(baud),
                    context.Get(tool),
                    context.Get(dryRun))),
            "flash --clr --serialport /dev/ttyACM0",
            "flash --serialport COM5",
            "flash --clr --no-app --board Esp32DevKit -p /dev/ttyUSB0",
            "flash --clr --serialport COM5 --dry-run")
        {
            board,
            clr,
            noApp,
            image,
            model,
            target,
            flashSize,
            clrVersion,
            baud,
            tool,
            dryRun,
        }.ThatUsesUsbPort();
    }

    private static void Run(CommandContext context, Request request)
    {
        if (!request.Clr && !request.App)
        {
            throw new CommandException(ExitCode.Usage, "With --no-app and without --clr there is nothing to write: leave --no-app out, or add --clr.");
        }

        string port = PortOf(context);
        FlashPlan plan = MakePlan(request);
        if (request.DryRun)
        {
            Print(context, request, plan, port);
            return;
        }

        Nanoff nanoff = Nanoff.Open(request.Tool, NanoffPlaces.OfThisMachine(), Console.Error, context.GivenUp);
        CommandContext.Note($"nanoff {nanoff.Version.Text}: {nanoff.Path}");
        TryPort(port);
        List<string> lines = [];
        string? version = request.Clr ? WriteClr(context, request, plan, port, nanoff, lines) : null;
        if (plan.Image is DeploymentImage image)
        {
            Do(context, nanoff, NanoffCommand.App(nanoff.Version, image.File, port), port, lines);
        }

        context.GiveResult(Describe(plan, nanoff, version, port, lines), console => console.WriteLine(Sum(plan, version, port)));
    }

    private static FlashPlan MakePlan(Request request)
    {
        FlashTargets targets = FlashTargets.Default;
        DeploymentImage? image = request.App ? DeploymentImage.Load(request.Image ?? FindImage(request.Board), targets) : null;
        FlashPlan plan = FlashPlan.Make(targets, request.Board, request.Target, request.FlashMegabytes, image);
        if (request.Model is string file)
        {
            Model model = ModelFile.LoadAny(file);
            DriveCheck.ThrowIfTooLarge(file, ModelFile.ToBytes(model).Length, plan.Target, plan.Layout);
        }

        return plan;
    }

    private static string FindImage(string? profile)
    {
        var output = new FirmwareOutput(RepositoryFolder.Find());
        string image = output.FindImage(BuildTools.OfThisMachine(), profile);
        if (output.FindNewerSource(image) is string source)
        {
            CommandContext.Note($"{source} is newer than {image}: build the firmware again if that change shall be on the board.");
        }

        return image;
    }

    private static string WriteClr(CommandContext context, Request request, FlashPlan plan, string port, Nanoff nanoff, List<string> lines)
    {
        string version = request.ClrVersion
            ?? ClrVersions.Newest(Do(context, nanoff, NanoffCommand.List(nanoff.Version), null, lines, isShown: false), plan.Target, FlashTargets.Default.ClrLine);
        CommandContext.Note("nanoff may be silent for a minute or two while it writes.");
        Do(context, nanoff, NanoffCommand.Clr(nanoff.Version, plan.Target, version, port, request.BaudRate), port, lines);
        if (plan.Image is not null)
        {
            CommandContext.Note("The board starts with its new CLR; if it does not, press RESET.");
            context.Asked.WaitHandle.WaitOne(s_restart);
            context.Asked.ThrowIfCancellationRequested();
        }

        return version;
    }

    private static string Do(CommandContext context, Nanoff nanoff, NanoffCommand command, string? port, List<string> lines, bool isShown = true)
    {
        string line = command.ToLine(nanoff.Path, OperatingSystem.IsWindows());
        lines.Add(line);
        CommandContext.Note(line);
        return nanoff.Do(command, port, isShown, context.GivenUp);
    }

    private static void Print(CommandContext context, Request request, FlashPlan plan, string port)
    {
        string tool = "nanoff";
        NanoffVersion known = NanoffVersion.Usual;
        try
        {
            Nanoff nanoff = Nanoff.Open(request.Tool, NanoffPlaces.OfThisMachine(), Console.Error, context.GivenUp);
            tool = nanoff.Path;
            known = nanoff.Version;
        }
        catch (FlashException missing) when (request.Tool is null)
        {
            CommandContext.Note($"{missing.Message} These are the commands of nanoff {known.Text}.");
        }

        IEnumerable<NanoffCommand> commands = [];
        if (request.Clr)
        {
            string version = request.ClrVersion ?? $"{FlashTargets.Default.ClrLine}.x.y";
            if (request.ClrVersion is null)
            {
                CommandContext.Note($"{version} stands for the newest such version that the first command lists for {plan.Target}.");
                commands = [NanoffCommand.List(known)];
            }

            commands = [.. commands, NanoffCommand.Clr(known, plan.Target, version, port, request.BaudRate)];
        }

        if (plan.Image is DeploymentImage image)
        {
            commands = [.. commands, NanoffCommand.App(known, image.File, port)];
        }

        string[] lines = [.. commands.Select(command => command.ToLine(tool, OperatingSystem.IsWindows()))];
        context.GiveResult(new { dryRun = true, commands = lines }, console =>
        {
            foreach (string line in lines)
            {
                console.WriteLine(line);
            }
        });
    }

    private static string PortOf(CommandContext context)
    {
        string port = context.RequireUsbPort();
        return port.StartsWith("tcp:", StringComparison.OrdinalIgnoreCase)
            ? throw new CommandException(ExitCode.Usage, $"{port} is no serial port of this machine, and nanoff flashes through one: give a board's ('llsedge ports' lists them).")
            : port;
    }

    /// <summary>Opens and closes the port: what the system has against it, nanoff tells less well.</summary>
    private static void TryPort(string port) => SerialLinks.Open(port, LinkProtocol.BaudRate).Dispose();

    private static object Describe(FlashPlan plan, Nanoff nanoff, string? clrVersion, string port, List<string> commands) => new
    {
        port,
        nanoff = nanoff.Version.Text,
        board = plan.Board?.Profile,
        target = plan.Target,
        clrVersion,
        image = plan.Image is DeploymentImage image
            ? new { file = image.File, bytes = image.Length, deployBytes = plan.Layout.DeployBytes, assemblies = image.Assemblies, coreLibrary = image.CoreLibrary }
            : null,
        commands,
    };

    private static string Sum(FlashPlan plan, string? clrVersion, string port)
    {
        List<string> parts = [];
        if (clrVersion is not null)
        {
            parts.Add($"the CLR {clrVersion} ({plan.Target})");
        }

        if (plan.Image is DeploymentImage image)
        {
            parts.Add($"{Path.GetFileName(image.File)}, {Show.Count(image.Length)} of {Show.Count(plan.Layout.DeployBytes)} bytes");
        }

        return $"The board at {port} now has {string.Join(" and ", parts)}";
    }

    private sealed record Request(
        string? Board,
        bool Clr,
        bool App,
        string? Image,
        string? Model,
        string? Target,
        int? FlashMegabytes,
        string? ClrVersion,
        int? BaudRate,
        string? Tool,
        bool DryRun);
}
