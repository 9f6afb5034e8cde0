using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using LlsEdge.Link;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>board teach</c>: has the board take a frame and learn what it shows, as a press of its button does.</summary>
internal static class BoardTeachCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var label = new Argument<string>("label") { Description = "What the camera sees now: the name of one of the model's classes, or its number." };
        return new ShellCommand(
            "teach",
            "Have the board take a frame with its camera and learn what it shows. 'undo' takes it back, 'commit' keeps it.",
            context => Run(context, context.Require(label)),
            "board teach person",
            "board teach nobody --port /dev/ttyUSB0")
        {
            label,
        };
    }

    private static void Run(CommandContext context, string label)
    {
        using DeviceClient board = context.OpenBoard();
        ModelSummary model = board.GetInfo(context.GivenUp).Model
            ?? throw new CommandException(ExitCode.Board, $"The board at {board.Port} has no model: 'llsedge model put FILE' gives it one.");
        int number = Find(model, label);
        TeachResult result = board.Teach(number, context.GivenUp);
        TrainResult step = result.Step;
        context.GiveResult(
            new
            {
                board.Port,
                label = number,
                name = model.ClassNames[number],
                step.Predicted,
                step.Confidence,
                step.Step,
                milliseconds = step.Microseconds / 1000.0,
                canUndo = result.Undo == LinkStatus.Ok,
            },
            console =>
            {
                string before = $"it took it for {model.ClassNames[step.Predicted]} before ({Show.Percent(step.Confidence / 255.0)})";
                string undo = result.Undo == LinkStatus.Ok ? "'llsedge undo' takes it back" : "it cannot be taken back: the board's drive has no room for a third model";
                console.WriteLine($"The board learnt {model.ClassNames[number]} at step {step.Step}; {before}; {undo}");
            });
    }

    private static int Find(ModelSummary model, string label)
    {
        int number = model.ClassNames.ToList().IndexOf(label);
        if (number < 0 && !int.TryParse(label, out number))
        {
            number = -1;
        }

        return number >= 0 && number < model.ClassNames.Count
            ? number
            : throw new CommandException(ExitCode.Usage, $"The board's model has no class '{label}': it has {string.Join(", ", model.ClassNames)}.");
    }
}
