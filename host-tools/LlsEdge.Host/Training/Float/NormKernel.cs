using LlsEdge.Host.Training.Networks;

namespace LlsEdge.Host.Training.Float;

/// <summary>
/// Batch norm and LeakyReLU over one frame of [y][x][channel], with a max-pool over 2×2 pixels behind them or not: y = scale·x + shift, h = y where
/// y &gt; 0, else slope·y. The slope is not negative, so that the largest y of a window has the largest h; its first one takes the window's error.
/// </summary>
internal abstract unsafe class NormKernel(FeatureShape shape, float slope)
{
    protected FeatureShape Shape { get; } = shape;

    protected float Slope { get; } = slope;

    protected int RowStep => Shape.Width * Shape.Channels;

    /// <summary>Chooses the fastest for a shape.</summary>
    public static NormKernel Create(FeatureShape shape, float slope) =>
        shape.Channels % WideNormKernel.Width == 0 ? new WideNormKernel(shape, slope) : new PlainNormKernel(shape, slope);

    /// <summary>Adds Σ x and Σ x² to each channel's.</summary>
    public abstract void Measure(float* x, float* sums, float* squares);

    /// <summary>Computes h.</summary>
    public abstract void Apply(float* x, NormChannels n, float* h);

    /// <summary>Computes each window's largest h.</summary>
    public abstract void ApplyPooled(float* x, NormChannels n, float* pooled);

    /// <summary>Adds Σ e and Σ e·(x − mean) to each channel's, e being the error of y, from that of h.</summary>
    public abstract void Sum(float* x, float* error, NormChannels n, float* sums, float* products);

    /// <summary>As <see cref="Sum"/>, from the error of the windows' largest.</summary>
    public abstract void SumPooled(float* x, float* error, NormChannels n, float* sums, float* products);

    /// <summary>Computes the error of x, scale·e + factor·x + offset, from that of h.</summary>
    public abstract void Centre(float* x, float* error, NormChannels n, float* inputError);

    /// <summary>As <see cref="Centre"/>, from the error of the windows' largest.</summary>
    public abstract void CentrePooled(float* x, float* error, NormChannels n, float* inputError);
}
