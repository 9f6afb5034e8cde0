namespace LlsEdge.Host.Training;

/// <summary>How a factory model is trained.</summary>
public sealed record FactoryOptions
{
    /// <summary>Passes over the set in which the convolutions learn.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Passes in which the readout learns.</summary>
    public int ReadoutEpochs { get; init; } = 3;

    /// <summary>The seed of weights, order, augmentation and rounding.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What is done to the frames.</summary>
    public AugmentationOptions Augmentation { get; init; } = new();
}
