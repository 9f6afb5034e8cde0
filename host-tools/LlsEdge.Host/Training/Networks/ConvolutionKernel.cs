namespace LlsEdge.Host.Training.Networks;

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

    /// <summary>Computes the output of a batch.</summary>
    public abstract void Forward(Team team, float[] input, int frames, float[] weights, float[] output);

    /// <summary>Computes the weights' gradient and, where wanted, the input's error.</summary>
    public abstract void Backward(Team team, float[] input, int frames, float[] weights, float[] error, float[] gradient, float[]? inputError);
}
