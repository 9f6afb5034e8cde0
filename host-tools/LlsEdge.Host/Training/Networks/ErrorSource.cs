namespace LlsEdge.Host.Training.Networks;

/// <summary>Gives the error of a stage's output without any from the stage above.</summary>
internal abstract class ErrorSource
{
    /// <summary>Gets what learns along with the stage.</summary>
    public IReadOnlyList<Parameter> Parameters { get; protected init; } = [];

    /// <summary>Gets or sets the threads that share a batch.</summary>
    public Team Team { get; set; } = Team.OfAllCores;

    /// <summary>Gets the products of one frame with matrices, forward and back.</summary>
    public abstract long MacsPerFrame { get; }

    /// <summary>Computes the error of a batch and the gradients of <see cref="Parameters"/>.</summary>
    /// <param name="map">The activations.</param>
    /// <param name="frames">The batch's frames.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="outputError">p − y of the classifier, divided by the batch's frames; only feedback alignment looks at it.</param>
    /// <param name="error">∂loss/∂map, the loss being the batch's mean.</param>
    public abstract void Compute(float[] map, int frames, byte[] labels, float[] outputError, float[] error);
}
