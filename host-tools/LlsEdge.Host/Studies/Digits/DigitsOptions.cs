using LlsEdge.Host.Data;
using LlsEdge.Host.Models;

namespace LlsEdge.Host.Studies.Digits;

/// <summary>What a study of training from random weights runs on.</summary>
public sealed record DigitsOptions
{
    /// <summary>The study's name.</summary>
    public required string Name { get; init; }

    /// <summary>The small network of the board.</summary>
    public required ModelDescription Description { get; init; }

    /// <summary>A network for batches on the desk; null: none.</summary>
    public NetworkDescription? Batched { get; init; }

    /// <summary>The frames to learn.</summary>
    public required ImageSet Train { get; init; }

    /// <summary>The frames to test on.</summary>
    public required ImageSet Test { get; init; }

    /// <summary>How many seeds: weights, order and rounding.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>Passes over <see cref="Train"/>.</summary>
    public int Epochs { get; init; } = 2;

    /// <summary>Passes of the <see cref="Batched"/> network, which costs ten times as much a frame.</summary>
    public int BatchedEpochs { get; init; } = 1;

    /// <summary>Gets the work of one measurement in training steps; a test costs a third of one.</summary>
    internal double Steps => (Epochs * Train.Count) + (Test.Count / 3.0);

    /// <summary>Gets what every row depends on, for a journal.</summary>
    internal string Settings => string.Join(
        '\n', Description.ToJson(), Batched is null ? null : $"{Batched.ToJson()}\n{BatchedEpochs}", Train.Source, Train.Count, Test.Count, Epochs);

    /// <summary>Holds the sets against the network.</summary>
    /// <exception cref="DataException">They do not fit.</exception>
    internal void ThrowIfSetsDoNotFit()
    {
        foreach (ImageSet set in (ImageSet[])[Train, Test])
        {
            if (set.Size != Description.FrameSize || set.ClassNames.Count != Description.Classes.Count)
            {
                throw new DataException(
                    $"It has frames of {set.Size}×{set.Size} pixels in {set.ClassNames.Count} classes, the network takes "
                    + $"{Description.FrameSize}×{Description.FrameSize} in {Description.Classes.Count}",
                    set.Source,
                    "give a set like MNIST");
            }
        }
    }
}
