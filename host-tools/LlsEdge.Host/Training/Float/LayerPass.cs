namespace LlsEdge.Host.Training.Float;

/// <summary>Forward and backward pass of one layer over a chunk of frames; maps are [channel][frame][y][x].</summary>
internal abstract class LayerPass
{
    protected LayerPass(int outputs, int parameters)
    {
        Output = new float[outputs];
        Error = new float[outputs];
        Gradient = new float[parameters];
    }

    /// <summary>Gets the activations.</summary>
    public float[] Output { get; }

    /// <summary>Gets the error of the activations; whoever reads them adds to it before <see cref="Backward"/>.</summary>
    public float[] Error { get; }

    /// <summary>Gets the gradient of the last backward pass.</summary>
    public float[] Gradient { get; }

    /// <summary>Computes the activations and clears their error.</summary>
    public abstract void Forward(float[] input);

    /// <summary>Computes the activations as they will be once training is over; nothing can be passed back afterwards.</summary>
    public virtual void Evaluate(float[] input) => Forward(input);

    /// <summary>Computes the gradient, and adds the input's error where somebody wants it.</summary>
    public abstract void Backward(float[]? inputError);
}
