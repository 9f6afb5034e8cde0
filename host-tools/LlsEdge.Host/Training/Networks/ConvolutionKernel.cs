namespace LlsEdge.Host.Training.Networks;

/// <summary>Reads the errors of some frames' outputs; they are good until the thread reads the next.</summary>
/// <param name="first">The first frame.</param>
/// <param name="count">How many.</param>
/// <returns>Their errors, frame after frame.</returns>
internal delegate ReadOnlySpan<float> FrameErrors(int first, int count);

/// <summary>The sums of products of a convolution, forward and back. Weights are [ky][kx][input channel][output channel].</summary>
internal abstract class ConvolutionKernel(FeatureShape input, FeatureShape output, int kernel, int stride)
{
    protected FeatureShape Input { get; } = input;

    protected FeatureShape Output { get; } = output;

    protected int Kernel { get; } = kernel;

    protected int Stride { get; } = stride;

    protected int Padding { get; } = kernel / 2;

    /// <summary>Gets the weights of one output channel.</summary>
    protected int PerPosition { get; } = kernel * kernel * input.Channels;

    /// <summary>Chooses the fastest way to compute a convolution.</summary>
    public static ConvolutionKernel Create(FeatureShape input, FeatureShape output, int kernel, int stride, int batch)
    {
        if (WinogradKernel.Suits(input, output, kernel, stride))
        {
            return new WinogradKernel(input, output, batch);
        }

        if (PlaneKernel.Suits(input))
        {
            return new PlaneKernel(input, output, kernel, stride, batch);
        }

        return kernel == 1 && stride == 1 && input.Pixels == 1 ? new DenseKernel(input, output) : new PatchKernel(input, output, kernel, stride, batch);
    }

    /// <summary>Gets whether threads share the frames, in <see cref="Chunks"/>, and not the weights.</summary>
    public virtual bool GoesByFrames => true;

    /// <summary>Computes the output of a batch.</summary>
    /// <param name="team">The threads.</param>
    /// <param name="input">All frames' input.</param>
    /// <param name="frames">How many.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="output">All frames' output.</param>
    /// <param name="done">Told of the first and the number of some frames as soon as they are done, by the thread that has them in its cache.</param>
    public abstract void Forward(Team team, float[] input, int frames, float[] weights, float[] output, Action<int, int> done);

    /// <summary>Computes the weights' gradient and, where wanted, the input's error.</summary>
    public abstract void Backward(Team team, float[] input, int frames, float[] weights, FrameErrors errors, float[] gradient, float[]? inputError);
}
