using System.Text.Json.Serialization;
using LlsEdge.Host.Data;

namespace LlsEdge.Host.Training;

/// <summary>What trains the convolutions of a factory model on the desk.</summary>
public enum FactoryRule
{
    /// <summary>The model's own member of the LLS family, each layer by its own activations.</summary>
    Lls,

    /// <summary>Back-propagation: with batch norm in floats, then through the board's integer forward pass.</summary>
    BackPropagation,
}

/// <summary>In what LLS trains the convolutions of a factory model.</summary>
public enum FactoryArithmetic
{
    /// <summary>Floats with batch norm, in batches on all cores; weights are quantised afterwards.</summary>
    Floats,

    /// <summary>The board's integers, a frame a step: what the board itself would do with all of its layers.</summary>
    Board,
}

/// <summary>How a factory model is trained.</summary>
public sealed record FactoryOptions
{
    /// <summary>What trains the convolutions.</summary>
    public FactoryRule Rule { get; init; } = FactoryRule.BackPropagation;

    /// <summary>In what LLS trains; back-propagation has an order of its own.</summary>
    public FactoryArithmetic Arithmetic { get; init; } = FactoryArithmetic.Floats;

    /// <summary>Passes over the set in which the convolutions learn: by LLS, or by back-propagation in floats.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>
    /// Passes of back-propagation that follow with batch norm still on, but with activations in the board's steps and ternary layers ternary. A model of
    /// coarse activations or ternary weights needs them; 8-bit ones hardly notice.
    /// </summary>
    public int CoarseEpochs { get; init; }

    /// <summary>Passes that follow in the board's arithmetic: of the whole network after back-propagation, of the readout alone after LLS.</summary>
    public int BoardEpochs { get; init; } = 4;

    /// <summary>Frames of a step in floats, a multiple of 16.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Adam's rate at the start of the float passes; it follows half a cosine to 0. LLS in floats keeps it: its steps are averaged instead.</summary>
    public double Rate { get; init; } = 0.006;

    /// <summary>Adam's rate at the start of the coarse passes; it follows half a cosine to 0.</summary>
    public double CoarseRate { get; init; } = 0.004;

    /// <summary>Adam's rate at the start of the passes in the board's arithmetic; it follows half a cosine to 0.</summary>
    public double BoardRate { get; init; } = 0.0015;

    /// <summary>The decoupled weight decay of back-propagation.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The seed of weights, order, augmentation and rounding.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What is done to the frames.</summary>
    public AugmentationOptions Augmentation { get; init; } = new();

    /// <summary>A larger model's opinion of the set's frames, or null.</summary>
    [JsonIgnore]
    public Teacher? Teacher { get; init; }

    /// <summary>More frames of class 0, or null.</summary>
    [JsonIgnore]
    public ImageSet? Negatives { get; init; }

    /// <summary>Frames that nothing is learnt from and every epoch is measured on, or null.</summary>
    [JsonIgnore]
    public ImageSet? Validation { get; init; }

    /// <summary>
    /// A phase ends after so many epochs in a row without a smaller validation loss, and goes on from its best; null: phases run to their end and keep
    /// what the last epoch left.
    /// </summary>
    public int? Patience { get; init; }
}
