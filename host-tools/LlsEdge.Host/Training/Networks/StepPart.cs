namespace LlsEdge.Host.Training.Networks;

/// <summary>What a training step does with a stage.</summary>
internal enum StepPart
{
    /// <summary>Its output.</summary>
    Forward,

    /// <summary>The error of its output that a rule gives it, or the classifier's own.</summary>
    Error,

    /// <summary>Its gradients, and the error of the stage below where the rule wants it.</summary>
    Backward,
}
