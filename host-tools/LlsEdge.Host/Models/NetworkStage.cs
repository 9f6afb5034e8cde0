namespace LlsEdge.Host.Models;

/// <summary>One stage of a network. Batch norm and the activation follow stages with weights; a local rule acts right there, before any pooling.</summary>
public sealed record NetworkStage
{
    /// <summary>What the stage computes.</summary>
    public required NetworkStageKind Kind { get; init; }

    /// <summary>Output channels, or outputs of a linear stage; kinds that keep the number of channels do not have it.</summary>
    public int Channels { get; init; }

    /// <summary>Height and width of a convolution's kernel.</summary>
    public int Kernel { get; init; } = 3;

    /// <summary>The convolution's stride.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>P: the local rule sees the map averaged to P×P cells; of a linear stage, the n values that its outputs are averaged (or repeated) to.
    /// 0: no rule of its own; the error comes from the next stage that has one.</summary>
    public int Pool { get; init; }

    /// <summary>Whether the stage's weights learn.</summary>
    public bool Learns { get; init; } = true;
}

/// <summary>What a stage computes.</summary>
public enum NetworkStageKind
{
    /// <summary>A convolution with zeros around, kernel/2 on each side.</summary>
    Convolution,

    /// <summary>A convolution of each channel with a kernel of its own.</summary>
    Depthwise,

    /// <summary>All inputs to all outputs.</summary>
    Linear,

    /// <summary>The largest of each 2×2 pixels.</summary>
    MaxPool,

    /// <summary>Adaptive average pooling to <see cref="NetworkStage.Pool"/>×<see cref="NetworkStage.Pool"/> cells.</summary>
    AveragePool,
}
