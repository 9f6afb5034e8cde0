using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Device;
using LlsEdge.Host.Models;
using LlsEdge.Learning;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>model put</c>: gives the board a model.</summary>
internal static class ModelPutCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var file = new Argument<string>("file") { Description = "A model file." };
        return new ShellCommand(
            "put",
            "Send a model to the board, which verifies it, keeps it in flash and switches to it.",
            context => Run(context, context.Require(file)),
            "model put person.llsm --port /dev/ttyUSB0")
        {
            file,
        };
    }

    /// <summary>Sends a model with a progress bar.</summary>
    /// <param name="context">The command.</param>
    /// <param name="board">The board.</param>
    /// <param name="model">The model.</param>
    /// <returns>The bytes sent.</returns>
    public static int Put(CommandContext context, DeviceClient board, Model model)
    {
        byte[] bytes = ModelFile.ToBytes(model);
        return context.WithProgress("Sending the model", progress =>
        {
            // A transfer may be stopped anywhere: the board keeps the model it had until the last byte has been verified.
            board.PutModel(bytes, progress.Report, context.Asked);
            return bytes.Length;
        });
    }

    private static void Run(CommandContext context, string file)
    {
        Model model = ModelFile.LoadAny(file);
        using DeviceClient board = context.OpenBoard();
        int bytes = Put(context, board, model);
        context.GiveResult(
            new { board.Port, file, bytes, stepCount = model.Step, board.ResentRequests },
            console => console.WriteLine($"The board at {board.Port} now has {model.GetName()} at step {model.Step}, {Show.Count(bytes)} bytes"));
    }
}
