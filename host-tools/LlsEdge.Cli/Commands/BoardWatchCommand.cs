using System.CommandLine;
using LlsEdge.Camera;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>board watch</c>: what the board sees, frame after frame.</summary>
internal static class BoardWatchCommand
{
    private const double FastestRate = 20;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var rate = new Option<double>("--rate") { Description = "How often a second to ask the board, at most 20.", DefaultValueFactory = _ => 2, HelpName = "hertz" };
        var frames = new Option<int?>("--frames") { Description = "End after so many new frames; default: at Ctrl-C.", HelpName = "count" };
        var off = new Option<bool>("--off") { Description = "Switch continuous mode off instead; it is on again after a restart." };
        frames.AcceptAtLeast(1);
        rate.Accept(hertz => hertz is > 0 and <= FastestRate, $"more than 0 and at most {FastestRate}");
        return new ShellCommand(
            "watch",
            "Show what the board's camera sees, frame after frame, until Ctrl-C. The board goes on predicting afterwards.",
            context => Run(context, context.Require(rate), context.Get(frames), context.Get(off)),
            "board watch --port /dev/ttyUSB0",
            "board watch --rate 10",
            "board watch --off")
        {
            rate,
            frames,
            off,
        };
    }

    private static void Run(CommandContext context, double rate, int? frames, bool off)
    {
        using DeviceClient board = context.OpenBoard();
        string camera = board.Watch(!off, context.GivenUp);
        if (off)
        {
            context.GiveResult(new { board.Port, camera, watching = false }, console => console.WriteLine($"The board at {board.Port} predicts no more by itself"));
            return;
        }

        if (camera.Length == 0)
        {
            throw new CommandException(ExitCode.Board, $"The board at {board.Port} has found no camera: look at its wires and at the setting 'camera', and restart it.");
        }

        IReadOnlyList<string> names = board.GetInfo(context.GivenUp).Model?.ClassNames
            ?? throw new CommandException(ExitCode.Board, $"The board at {board.Port} has no model: 'llsedge model put FILE' gives it one.");
        List<Sight> seen = Follow(context, board, names, rate, frames);
        context.GiveResult(
            new
            {
                board.Port,
                camera,
                classes = names,
                frames = seen.Select(sight => new
                {
                    sight.Frame,
                    sight.Class,
                    sight.Confidence,
                    camera = sight.Camera.ToString(),
                    sight.AgeMilliseconds,
                    sight.IsDetected,
                }),
            },
            console => console.WriteLine($"{seen.Count} of the frames that {camera} took: {Sum(seen, names)}"));
    }

    private static List<Sight> Follow(CommandContext context, DeviceClient board, IReadOnlyList<string> names, double rate, int? frames)
    {
        List<Sight> seen = [];
        Sight last = default;
        while (!context.Asked.IsCancellationRequested && (frames is null || seen.Count < frames))
        {
            Sight sight = board.GetSeen(context.GivenUp);
            if (sight.Frame != last.Frame)
            {
                seen.Add(sight);
            }

            if (sight.Frame != last.Frame || sight.Camera != last.Camera)
            {
                Tell(context, sight, names);
            }

            last = sight;
            context.Asked.WaitHandle.WaitOne(TimeSpan.FromSeconds(1 / rate));
        }

        return seen;
    }

    private static void Tell(CommandContext context, Sight sight, IReadOnlyList<string> names)
    {
        string frame = sight.Camera == FrameStatus.Ok
            ? $"frame {sight.Frame}: {names[sight.Class]} {Show.Percent(sight.Confidence / 255.0)}{(sight.IsDetected ? ", detected" : string.Empty)}"
            : $"no frame: {sight.Camera}";

        // With --json, stdout is for the result alone.
        (context.WantsJson ? Console.Error : Console.Out).WriteLine(frame);
    }

    private static string Sum(List<Sight> seen, IReadOnlyList<string> names)
    {
        return string.Join(", ", names.Select((name, index) => $"{name} {seen.Count(sight => sight.Class == index)}"));
    }
}
