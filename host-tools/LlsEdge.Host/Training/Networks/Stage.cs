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
    /// <summary>Gets what the stage is, for people.</summary>
    public abstract string Name { get; }

    public FeatureShape Input { get; } = input;

    public FeatureShape Shape { get; } = output;

    /// <summary>Gets the output of all frames.</summary>
    public float[] Output { get; } = new float[batch * output.Length];

    /// <summary>Gets the error of the output, ∂loss/∂output. The backward pass may change it.</summary>
    public float[] Error { get; private set; } = [];

    /// <summary>Gets what learns.</summary>
    public IReadOnlyList<Parameter> Parameters { get; protected init; } = [];

    /// <summary>Gets or sets the threads that share a pass.</summary>
    public Team Team { get; set; } = Team.OfAllCores;

    protected int Batch { get; } = batch;

    /// <summary>Makes room for the error, where there will be one.</summary>
    public void ExpectError() => Error = new float[Output.Length];

    /// <summary>Gets the products of one frame's forward pass. As is usual, those with the zeros around a map count, and what has no weights does not.</summary>
    public virtual long MacsPerFrame => 0;

    public abstract void Forward(float[] input, int frames, PassMode mode);

    /// <summary>Computes the parameters' gradients and, where wanted, the input's error.</summary>
    public abstract void Backward(float[] input, int frames, float[]? inputError);
}
