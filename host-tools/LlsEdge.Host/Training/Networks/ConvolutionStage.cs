namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// A convolution, or a linear layer, which is its special case of a 1×1 kernel on a 1×1 map. Weights are [ky][kx][input channel][output channel].
/// </summary>
internal sealed class ConvolutionStage : Stage
{
    private readonly int _perPosition;
    private readonly ConvolutionKernel _products;
    private readonly Parameter _weights;
    private readonly Parameter? _bias;
    private ActivationStage? _follower;

    public ConvolutionStage(FeatureShape input, int channels, int kernel, int stride, bool bias, int batch, Random random)
        : base(input, OutputShape(input, channels, kernel, stride), batch)
    {
        Kernel = kernel;
        Stride = stride;
        _perPosition = kernel * kernel * input.Channels;
        float range = 1 / MathF.Sqrt(_perPosition);
        _weights = new Parameter([.. Enumerable.Range(0, _perPosition * channels).Select(_ => ((2 * random.NextSingle()) - 1) * range)]);
        _bias = bias ? new Parameter([.. Enumerable.Range(0, channels).Select(_ => ((2 * random.NextSingle()) - 1) * range)]) : null;
        Parameters = _bias is null ? [_weights] : [_weights, _bias];
        _products = ConvolutionKernel.Create(input, Shape, kernel, stride, batch);
    }

    public int Kernel { get; }

    public int Stride { get; }

    public override string Name => Input.Pixels == 1 ? $"linear, {Shape.Channels}" : $"convolution {Kernel}×{Kernel}, {Shape.Channels}";

    public override long MacsPerFrame => (long)Shape.Length * _perPosition;

    public static FeatureShape OutputShape(FeatureShape input, int channels, int kernel, int stride) =>
        new(channels, ((input.Height + (2 * (kernel / 2)) - kernel) / stride) + 1, ((input.Width + (2 * (kernel / 2)) - kernel) / stride) + 1);

    /// <summary>
    /// Works together with the activation that follows, where both go by frames: it sums over what this has just computed, and this reads its error as it
    /// is computed, so that neither goes through memory.
    /// </summary>
    public void Lead(ActivationStage follower)
    {
        if (_products.GoesByFrames && _bias is null)
        {
            _follower = follower;
            follower.Follow(Output);
        }
    }

    public override void Forward(float[] input, int frames, PassMode mode)
    {
        bool measures = _follower is not null && mode != PassMode.Evaluate;
        _products.Forward(Team, input, frames, _weights.Values, Output, measures ? _follower!.Measure : (_, _) => { });
        for (int i = 0; _bias is not null && i < frames * Shape.Length; i += Shape.Channels)
        {
            Lanes.Add(_bias.Values, Output.AsSpan(i, Shape.Channels));
        }
    }

    public override void Backward(float[] input, int frames, float[]? inputError)
    {
        FrameErrors errors = _follower is not null ? _follower.ReadInputErrors : (first, count) => Error.AsSpan(first * Shape.Length, count * Shape.Length);
        _products.Backward(Team, input, frames, _weights.Values, errors, _weights.Gradient, inputError);
        if (_bias is not null)
        {
            Array.Clear(_bias.Gradient);
            for (int i = 0; i < frames * Shape.Length; i += Shape.Channels)
            {
                Lanes.Add(Error.AsSpan(i, Shape.Channels), _bias.Gradient);
            }
        }
    }
}
