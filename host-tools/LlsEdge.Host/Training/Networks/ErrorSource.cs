namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// Gives the error of an activation's output without any from the stage above. It sees the maps frame by frame while the forward pass has them at hand, and
/// gives their errors frame by frame where the backward pass wants them, so that neither is kept for the whole batch.
/// </summary>
internal abstract class ErrorSource
{
    /// <summary>Gets what learns along with the stage.</summary>
    public IReadOnlyList<Parameter> Parameters { get; protected init; } = [];

    /// <summary>Gets or sets the threads that share a batch.</summary>
    public Team Team { get; set; } = Team.OfAllCores;

    /// <summary>Gets the products of one frame with matrices, forward and back.</summary>
    public abstract long MacsPerFrame { get; }

    /// <summary>Looks at the activations of one frame. Several threads may do so at once, with different frames.</summary>
    public abstract void Observe(int frame, ReadOnlySpan<float> map);

    /// <summary>Computes what the frames' errors follow from, and the gradients of <see cref="Parameters"/>.</summary>
    /// <param name="frames">The batch's frames.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="outputError">p − y of the classifier, divided by the batch's frames; only feedback alignment looks at it.</param>
    public abstract void Compute(int frames, byte[] labels, float[] outputError);

    /// <summary>Gives ∂loss/∂map of one frame, the loss being the batch's mean.</summary>
    public abstract void Spread(int frame, Span<float> error);
}
