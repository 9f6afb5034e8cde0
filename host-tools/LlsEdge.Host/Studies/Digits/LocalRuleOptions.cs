using LlsEdge.Host.Rules;

namespace LlsEdge.Host.Studies.Digits;

/// <summary>A member of the LLS family, and what a study may take away from it.</summary>
internal sealed record LocalRuleOptions
{
    public required Modulation Modulation { get; init; }

    /// <summary>Gets T.</summary>
    public double Temperature { get; init; } = 0.5;

    /// <summary>Gets whether the latent is brought to length 1.</summary>
    public bool Normalises { get; init; } = true;

    /// <summary>Gets whether ReLU's derivative is replaced by its mean over a channel's cell, so that the error is constant in the cell.</summary>
    public bool HasMeanMask { get; init; }
}
