namespace LlsEdge.Host.Studies.Digits;

/// <summary>How a model learns in floating point, beside what its description says.</summary>
internal sealed record FloatTraining
{
    /// <summary>Gets what teaches the convolutions.</summary>
    public required DigitRule Rule { get; init; }

    /// <summary>Gets the seed of weights and order.</summary>
    public required int Seed { get; init; }

    /// <summary>Gets the convolutions' rate; null: the description's.</summary>
    public double? LayerRate { get; init; }

    /// <summary>Gets whether the local rules bring latents to length 1.</summary>
    public bool Normalises { get; init; } = true;

    /// <summary>Gets whether the local rules see ReLU's derivative averaged over each channel's cell.</summary>
    public bool HasMeanMask { get; init; }

    /// <summary>Gets the share of a map's positions that a step learns from, drawn anew each time.</summary>
    public double PositionShare { get; init; } = 1;
}
