using LlsEdge.Host.Data;
using LlsEdge.Host.Models;

namespace LlsEdge.Host.Studies.Vww;

/// <summary>What the study of rules on persons runs on.</summary>
public sealed record VwwOptions
{
    /// <summary>The network's shapes; its readout is replaced by one of the whole last map, which is what the classifier of the float network reads.</summary>
    public required ModelDescription Description { get; init; }

    /// <summary>The frames to learn.</summary>
    public required ImageSet Train { get; init; }

    /// <summary>The frames to test on.</summary>
    public required ImageSet Test { get; init; }

    /// <summary>What they are, for the report.</summary>
    public required string SetName { get; init; }

    /// <summary>How many seeds: weights, order and rounding.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>Passes over <see cref="Train"/>, each with other augmentation, for every rule the same.</summary>
    public int Epochs { get; init; } = 6;
}
