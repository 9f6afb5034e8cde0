namespace LlsEdge.Host.Training;

/// <summary>What trains the convolutions of a factory model on the desk.</summary>
public enum FactoryRule
{
    /// <summary>LLS, batch 1, in the board's integers: what the board itself would do with all of its layers.</summary>
    Lls,

    /// <summary>Back-propagation through the board's integer forward pass.</summary>
    BackPropagation,
}

/// <summary>How a factory model is trained.</summary>
public sealed record FactoryOptions
{
    /// <summary>What trains the convolutions.</summary>
    public FactoryRule Rule { get; init; } = FactoryRule.BackPropagation;

    /// <summary>Passes over the set in which the convolutions learn.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Passes in which the readout learns.</summary>
    public int ReadoutEpochs { get; init; } = 3;

    /// <summary>The seed of weights, order, augmentation and rounding.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What is done to the frames.</summary>
    public AugmentationOptions Augmentation { get; init; } = new();
}
