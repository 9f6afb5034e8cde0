using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Device;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>board snapshot</c>: what the board's camera sees, as a picture.</summary>
internal static class BoardSnapshotCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var output = new Option<string>("--out", "-o") { Description = "The PNG file.", HelpName = "file", Required = true };
        return new ShellCommand(
            "snapshot",
            "Take a frame with the board's camera and fetch it.",
            context => Run(context, context.Require(output)),
            "board snapshot --out room.png",
            "board snapshot -o room.png --port COM7")
        {
            output,
        };
    }

    private static void Run(CommandContext context, string output)
    {
        using DeviceClient board = context.OpenBoard();
        int size = board.GetInfo(context.GivenUp).Model?.FrameSize
            ?? throw new CommandException(ExitCode.Board, $"The board at {board.Port} has no model, and so no place for a frame: 'llsedge model put FILE' gives it one.");
        board.Capture(context.GivenUp);
        byte[] frame = board.ReadFrame(size, context.GivenUp);
        OutputFile.Write(output, PngWriter.Encode(frame, size));
        double mean = frame.Average(pixel => pixel);
        context.GiveResult(
            new { board.Port, file = output, size, mean },
            console => console.WriteLine($"{output}: {size}×{size}, mean brightness {mean:0} of 255"));
    }
}
