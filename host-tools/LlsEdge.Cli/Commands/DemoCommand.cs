using System.CommandLine;
using System.Text;
using LlsEdge.Cli.Demo;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Models;
using LlsEdge.Host.Reports;
using LlsEdge.Host.Training;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>demo</c>: the whole loop without hardware, from a factory model to a report.</summary>
internal static class DemoCommand
{
    // Chosen so that the whole demo takes a minute or two on two cores; photographs are fewer and harder.
    private const int DrawnEpochs = 14;
    private const int PhotographEpochs = 80;
    private const int BoardEpochs = 4;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var data = new Option<string?>("--data") { Description = "A folder with the sets train and test; default: drawn scenes.", HelpName = "folder" };
        var room = new Option<string?>("--room") { Description = "With --data: a room's sets without -teach and -test; else a drawn room's number.", HelpName = "room" };
        var output = new Option<string>("--out", "-o")
        {
            Description = "The folder for the report and the models.",
            HelpName = "folder",
            DefaultValueFactory = _ => "llsedge-demo",
        };
        var seed = new Option<int>("--seed") { Description = "The seed of everything drawn.", DefaultValueFactory = _ => 1 };
        return new ShellCommand(
            "demo",
            "Train a factory model, teach a virtual board in a room it has never seen, and draw a report.",
            context =>
            {
                string folder = context.Require(output);
                CreateFolder(folder);
                DemoResult result = context.WithProgress(
                    "Drawing scenes", progress => Run(context, progress, context.Get(data), context.Get(room), context.Require(seed), folder));
                string report = Path.Combine(folder, "report.html");
                OutputFile.Write(report, Encoding.UTF8.GetBytes(DemoReport.Render(result)));
                OutputFile.Write(Path.Combine(folder, "report.json"), Encoding.UTF8.GetBytes(result.ToJson(indented: true)));
                context.GiveResult(result with { Examples = [] }, console => Print(console, result, report));
            },
            "demo",
            "demo --json --out my-report",
            "demo --data ../shared/data/vww96 --room ../shared/data/rooms96/roomA")
        {
            data,
            room,
            output,
            seed,
        };
    }

    private static DemoResult Run(CommandContext context, IWorkProgress progress, string? data, string? room, int seed, string folder)
    {
        DemoData frames = data is null ? Draw(room, seed) : Read(data, room);
        string command = $"llsedge demo{Argument("--data", data)}{Argument("--room", room)}{Argument("--seed", seed == 1 ? null : $"{seed}")}";
        var factory = new FactoryOptions { Epochs = data is null ? DrawnEpochs : PhotographEpochs, BoardEpochs = BoardEpochs, Seed = seed };
        string model = Path.Combine(AppContext.BaseDirectory, "models", "room48", "model.json");
        ModelDescription description = ModelDescription.Load(model) with { FrameSize = frames.Factory.Size };
        return new DemoRunner(frames, new DemoOptions(description, factory, command), progress, context.Asked).Run(folder);
    }

    private static string Argument(string name, string? value) => value is null ? string.Empty : $" {name} {value}";

    private static DemoData Draw(string? room, int seed)
    {
        const int DefaultRoom = 7;
        int number = DefaultRoom;
        return room is null || int.TryParse(room, out number)
            ? DemoData.Draw(seed, number)
            : throw new CommandException(ExitCode.Usage, $"Without --data the room is a number, not '{room}': give --data as well, or a number.");
    }

    private static DemoData Read(string data, string? room) =>
        room is null
            ? throw new CommandException(ExitCode.Usage, "--data needs --room as well: the path of a room's sets without -teach and -test.")
            : DemoData.Read(data, room);

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Output, $"The folder {folder} cannot be made ({e.Message}): choose another with --out.");
        }
    }

    private static void Print(IAnsiConsole console, DemoResult r, string report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("right answers").AddColumn(new TableColumn("share").RightAligned());
        table.AddRow("factory model, its own camera", Show.Percent(r.AccuracyUnshifted));
        table.AddRow("factory model, this room", Show.Percent(r.AccuracyBefore));
        table.AddRow($"[bold]after the board learnt {r.FramesTrained} frames[/]", $"[bold]{Show.Percent(r.AccuracyAfter)}[/]");
        table.AddRow("the same frames, head alone", Show.Percent(r.AccuracyHeadOnly));
        table.AddRow("the same frames, 12×12 pixels", Show.Percent(r.AccuracyPixels));
        console.Write(table);
        console.MarkupLineInterpolated($"{r.DataStatement}");
        console.MarkupLineInterpolated(
            $"A prediction takes {Show.Count(r.IlPerPrediction)} IL instructions, about {r.PredictedMsPerPrediction:F0} ms on an ESP32 at 240 MHz;");
        console.MarkupLineInterpolated($"a training step {Show.Count(r.IlPerTrainStep)}, about {r.PredictedMsPerTrainStep:F0} ms.");
        console.MarkupLineInterpolated($"The heap's peak is {Show.Count(r.HeapPeakBytes)} of {Show.Count(r.HeapLimitBytes ?? 0)} bytes.");
        console.MarkupLineInterpolated($"Report: {report}");
    }
}
