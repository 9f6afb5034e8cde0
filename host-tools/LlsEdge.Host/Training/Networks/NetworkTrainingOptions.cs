using LlsEdge.Host.Models;
using LlsEdge.Host.Rules;

namespace LlsEdge.Host.Training.Networks;

/// <summary>How to train a network on the desk.</summary>
public sealed record NetworkTrainingOptions
{
    /// <summary>Where hidden stages get their error from.</summary>
    public NetworkRule Rule { get; init; } = NetworkRule.LlsMxm;

    /// <summary>The basis of the LLS rules; the random rules have their own.</summary>
    public BasisKind Basis { get; init; } = BasisKind.Square;

    /// <summary>R, the basis rows of the reduced rule.</summary>
    public int ReducedRows { get; init; } = 20;

    /// <summary>Passes over the training set.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Weights, order, and what the rule draws at random.</summary>
    public int Seed { get; init; }

    /// <summary>Frames of a batch.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>How many threads train; null: one a core.</summary>
    public int? Threads { get; init; }

    /// <summary>The rate of schedule-free AdamW.</summary>
    public double Rate { get; init; } = 5e-3;

    /// <summary>Training frames are shifted by up to so many pixels in each direction, zeros moving in; 4 is the paper's random crop.</summary>
    public int Shift { get; init; }

    /// <summary>Whether half of the training frames are mirrored, left to right.</summary>
    public bool Flip { get; init; }
}
