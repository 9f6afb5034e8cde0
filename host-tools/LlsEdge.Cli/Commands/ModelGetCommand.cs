using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using LlsEdge.Host.Models;
using LlsEdge.Learning;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>model get</c>: fetches the model that the board has, with what it learnt.</summary>
internal static class ModelGetCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var file = new Argument<string>("file") { Description = "The model file to write." };
        return new ShellCommand(
            "get",
            "Fetch the board's live model, with what it has learnt.",
            context => Run(context, context.Require(file)),
            "model get taught.llsm --port /dev/ttyUSB0")
        {
            file,
        };
    }

    private static void Run(CommandContext context, string file)
    {
        using DeviceClient board = context.OpenBoard();
        byte[] bytes = context.WithProgress("Reading the model", progress => board.GetModel(progress.Report, context.Asked));
        Model model = ModelFile.Parse(bytes, "the board's model");
        OutputFile.Write(file, bytes);
        context.GiveResult(
            new { board.Port, file, bytes = bytes.Length, stepCount = model.Step },
            console => console.WriteLine($"{file}: {model.GetName()} at step {model.Step}, {Show.Count(bytes.Length)} bytes"));
    }
}
