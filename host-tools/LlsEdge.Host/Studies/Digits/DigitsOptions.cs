using LlsEdge.Host.Data;
using LlsEdge.Host.Models;

namespace LlsEdge.Host.Studies.Digits;

/// <summary>What a study of rules from random weights runs on.</summary>
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
}
