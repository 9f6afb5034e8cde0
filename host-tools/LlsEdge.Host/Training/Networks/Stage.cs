namespace LlsEdge.Host.Training.Networks;

/// <summary>How a forward pass treats batch norm.</summary>
internal enum PassMode
{
    /// <summary>By the batch's own mean and variance.</summary>
    Train,

    /// <summary>As in training, and remember them for <see cref="Evaluate"/>.</summary>
    Estimate,

    /// <summary>By the remembered mean and variance.</summary>
    Evaluate,
}

/// <summary>A part of a network: forward, and backward for the error of its output.</summary>
internal abstract class Stage(FeatureShape input, FeatureShape output, int batch)
{
    public FeatureShape Input { get; } = input;

    public FeatureShape Shape { get; } = output;

    /// <summary>Gets the output of all frames.</summary>
    public float[] Output { get; } = new float[batch * output.Length];

    /// <summary>Gets the error of the output, ∂loss/∂output. The backward pass may change it.</summary>
    public float[] Error { get; private set; } = [];

    /// <summary>Gets what learns.</summary>
    public IReadOnlyList<Parameter> Parameters { get; protected init; } = [];

    protected int Batch { get; } = batch;

    /// <summary>Makes room for the error, where there will be one.</summary>
    public void ExpectError() => Error = new float[Output.Length];

    public abstract void Forward(float[] input, int frames, PassMode mode);

    /// <summary>Computes the parameters' gradients and, where wanted, the input's error.</summary>
    public abstract void Backward(float[] input, int frames, float[]? inputError);
}
