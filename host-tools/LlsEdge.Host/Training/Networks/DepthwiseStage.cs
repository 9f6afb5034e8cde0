namespace LlsEdge.Host.Training.Networks;

/// <summary>A 3×3-like convolution of each channel with its own kernel. Weights are [ky][kx][channel].</summary>
internal sealed class DepthwiseStage : Stage
{
    private readonly int _padding;
    private readonly Parameter _weights;
    private readonly float[][] _parts;

    public DepthwiseStage(FeatureShape input, int kernel, int stride, int batch, Random random)
        : base(input, ConvolutionStage.OutputShape(input, input.Channels, kernel, stride), batch)
    {
        Kernel = kernel;
        Stride = stride;
        _padding = kernel / 2;
        _weights = new Parameter([.. Enumerable.Range(0, kernel * kernel * input.Channels).Select(_ => ((2 * random.NextSingle()) - 1) / kernel)]);
        _parts = Chunks.Create(batch, () => new float[_weights.Values.Length]);
        Parameters = [_weights];
    }

    public int Kernel { get; }

    public int Stride { get; }

    public override string Name => $"depthwise {Kernel}×{Kernel}, {Shape.Channels}";

    public override long MacsPerFrame => (long)Shape.Length * Kernel * Kernel;

    public override void Forward(float[] input, int frames, PassMode mode) =>
        Chunks.Run(Team, frames, (_, first, count) =>
        {
            Output.AsSpan(first * Shape.Length, count * Shape.Length).Clear();
            Visit(first, count, (inputAt, outputAt, weightAt) => Lanes.AddProduct(
                input.AsSpan(inputAt, Input.Channels), _weights.Values.AsSpan(weightAt, Input.Channels), Output.AsSpan(outputAt, Input.Channels)));
        });

    public override void Backward(float[] input, int frames, float[]? inputError)
    {
        Chunks.Run(Team, frames, (chunk, first, count) =>
        {
            float[] gradient = _parts[chunk];
            Array.Clear(gradient);
            inputError?.AsSpan(first * Input.Length, count * Input.Length).Clear();
            Visit(first, count, (inputAt, outputAt, weightAt) =>
            {
                ReadOnlySpan<float> error = Error.AsSpan(outputAt, Input.Channels);
                Lanes.AddProduct(input.AsSpan(inputAt, Input.Channels), error, gradient.AsSpan(weightAt, Input.Channels));
                if (inputError is not null)
                {
                    Lanes.AddProduct(error, _weights.Values.AsSpan(weightAt, Input.Channels), inputError.AsSpan(inputAt, Input.Channels));
                }
            });
        });
        Chunks.Sum(Team, _parts, Chunks.Count(frames), _weights.Gradient);
    }

    /// <summary>Visits all pairs of an output position and a kernel position that lie inside the map: offsets into input, output and weights.</summary>
    private void Visit(int firstFrame, int frames, Action<int, int, int> visit)
    {
        for (int i = 0; i < frames * Shape.Pixels; i++)
        {
            int f = firstFrame + (i / Shape.Pixels);
            int y = i % Shape.Pixels / Shape.Width;
            int x = i % Shape.Width;
            for (int tap = 0; tap < Kernel * Kernel; tap++)
            {
                int v = (y * Stride) + (tap / Kernel) - _padding;
                int u = (x * Stride) + (tap % Kernel) - _padding;
                if ((uint)v < (uint)Input.Height && (uint)u < (uint)Input.Width)
                {
                    int inputAt = (f * Input.Length) + (((v * Input.Width) + u) * Input.Channels);
                    visit(inputAt, (f * Shape.Length) + (((y * Shape.Width) + x) * Input.Channels), tap * Input.Channels);
                }
            }
        }
    }
}
