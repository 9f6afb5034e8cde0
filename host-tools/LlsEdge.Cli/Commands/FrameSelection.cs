using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Device;

namespace LlsEdge.Cli.Commands;

/// <summary>The options that choose the frames to send to a board.</summary>
internal sealed class FrameSelection
{
    /// <summary>Gets the set.</summary>
    public Option<string> Data { get; } = new("--data", "-d") { Description = "A data set.", HelpName = "set", Required = true };

    /// <summary>Gets the first frame.</summary>
    public Option<int> From { get; } = new("--from") { Description = "The first frame, from 0.", DefaultValueFactory = _ => 0 };

    /// <summary>Gets the number of frames.</summary>
    public Option<int?> Limit { get; } = new("--limit") { Description = "The most frames; default: all that follow." };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <returns>The same command.</returns>
    public ShellCommand AddTo(ShellCommand command)
    {
        From.AcceptAtLeast(0);
        Limit.AcceptAtLeast(1);
        command.Add(Data);
        command.Add(From);
        command.Add(Limit);
        return command;
    }

    /// <summary>Loads the chosen frames.</summary>
    /// <param name="context">The command.</param>
    /// <returns>At least one frame.</returns>
    public ImageSet Load(CommandContext context)
    {
        ImageSet set = SetReader.Read(context.Require(Data));
        int from = context.Require(From);
        if (from >= set.Count)
        {
            throw new DataException($"Frame {from} was asked for, but the set has {set.Count} frames", set.Source, "choose a smaller --from or another set");
        }

        return set.Slice(from, Math.Min(context.Get(Limit) ?? int.MaxValue, set.Count - from));
    }

    /// <summary>Throws unless the board has a model that takes the frames and labels.</summary>
    /// <param name="set">The frames.</param>
    /// <param name="board">The board.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The board's model.</returns>
    public static ModelSummary Match(ImageSet set, DeviceClient board, CancellationToken cancellation)
    {
        ModelSummary model = board.GetInfo(cancellation).Model
            ?? throw new CommandException(ExitCode.Board, $"The board at {board.Port} has no model: give it one with 'llsedge model put FILE'.");
        SetCheck.ThrowUnlessFits(set, model.FrameSize, model.ClassNames, "the board's model");
        return model;
    }
}
