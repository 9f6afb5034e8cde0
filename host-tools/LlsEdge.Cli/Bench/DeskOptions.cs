using System.CommandLine;
using System.CommandLine.Parsing;
using LlsEdge.Cli.Commands;

namespace LlsEdge.Cli.Bench;

/// <summary>The options of <c>bench --desk</c>.</summary>
internal sealed class DeskOptions
{
    private const int DefaultBatch = 128;
    private const int DefaultPasses = 7;

    /// <summary>Prepares the options.</summary>
    public DeskOptions()
    {
        Batch.AcceptAtLeast(1);
        Threads.AcceptAtLeast(1);
        Passes.AcceptAtLeast(1);
    }

    /// <summary>Gets whether the desk is measured instead of a board.</summary>
    public Option<bool> Desk { get; } = new("--desk")
    {
        Description = "Measure how fast this machine trains SmallConv in float, instead of a board.",
    };

    /// <summary>Gets what it trains on.</summary>
    public Option<string?> Data { get; } = new("--data")
    {
        Description = "With --desk: train on this set; default: drawn frames of the same size.",
        HelpName = "set",
    };

    /// <summary>Gets the frames of a batch.</summary>
    public Option<int> Batch { get; } = new("--batch") { Description = "With --desk: frames of a batch.", DefaultValueFactory = _ => DefaultBatch };

    /// <summary>Gets the number of threads.</summary>
    public Option<int?> Threads { get; } = new("--threads") { Description = "With --desk: how many threads train; default: one a core.", HelpName = "n" };

    /// <summary>Gets the number of passes.</summary>
    public Option<int> Passes { get; } = new("--passes")
    {
        Description = "With --desk: how many passes of a second to measure; their median counts.",
        DefaultValueFactory = _ => DefaultPasses,
    };

    /// <summary>Gets where the PyTorch program goes.</summary>
    public Option<string?> PyTorch { get; } = new("--write-pytorch")
    {
        Description = "With --desk: measure nothing, write a PyTorch program that measures the same network and batch.",
        HelpName = "file.py",
    };

    /// <summary>Gets all of them.</summary>
    public IReadOnlyList<Option> All => [Desk, Data, Batch, Threads, Passes, PyTorch];

    /// <summary>Refuses command lines that ask about the desk and about a board at once.</summary>
    /// <param name="board">The options that only say something about boards.</param>
    /// <returns>A check of <c>bench</c>.</returns>
    public Action<CommandResult> KeepApart(params Option[] board) => result =>
    {
        bool isDesk = result.GetValue(Desk);
        foreach (Option option in isDesk ? board : All.Except([Desk]))
        {
            if (result.GetResult(option) is { Implicit: false })
            {
                result.AddError(isDesk
                    ? $"{option.Name} is about a board, and --desk measures this machine: leave one of them out."
                    : $"{option.Name} is about this machine: add --desk, or leave it out.");
            }
        }
    };
}
