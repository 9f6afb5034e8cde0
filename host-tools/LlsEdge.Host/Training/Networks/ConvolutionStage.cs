using LlsEdge.Host.Training.Float;

namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// A convolution as products of matrices: one row a position, holding the patch under the kernel. A linear layer is its special case of a 1×1 kernel on a
/// 1×1 map.
/// Weights are [ky][kx][input channel][output channel].
/// </summary>
internal sealed class ConvolutionStage : Stage
{
    /// <summary>Patches of so many floats at a time stay in the second-level cache.</summary>
    private const int PatchFloats = 1 << 17;

    [ThreadStatic]
    private static float[]? s_patches;

    [ThreadStatic]
    private static float[]? s_patchErrors;

    private readonly int _padding;
    private readonly int _perPosition;
    private readonly Parameter _weights;
    private readonly Parameter? _bias;
    private readonly float[][] _weightParts;
    private readonly float[] _transposed;

    public ConvolutionStage(FeatureShape input, int channels, int kernel, int stride, bool bias, int batch, Random random)
        : base(input, OutputShape(input, channels, kernel, stride), batch)
    {
        Kernel = kernel;
        Stride = stride;
        _padding = kernel / 2;
        _perPosition = kernel * kernel * input.Channels;
        float range = 1 / MathF.Sqrt(_perPosition);
        _weights = new Parameter([.. Enumerable.Range(0, _perPosition * channels).Select(_ => ((2 * random.NextSingle()) - 1) * range)]);
        _bias = bias ? new Parameter([.. Enumerable.Range(0, channels).Select(_ => ((2 * random.NextSingle()) - 1) * range)]) : null;
        Parameters = _bias is null ? [_weights] : [_weights, _bias];
        _weightParts = Chunks.Create(batch, () => new float[_weights.Values.Length]);
        _transposed = new float[_weights.Values.Length];
    }

    public int Kernel { get; }

    public int Stride { get; }

    public override string Name => Input.Pixels == 1 ? $"linear, {Shape.Channels}" : $"convolution {Kernel}×{Kernel}, {Shape.Channels}";

    public override long MacsPerFrame => (long)Shape.Length * _perPosition;

    private bool IsProduct => Kernel == 1 && Stride == 1;

    private int BlockFrames => Math.Max(1, PatchFloats / (Shape.Pixels * _perPosition));

    public static FeatureShape OutputShape(FeatureShape input, int channels, int kernel, int stride) =>
        new(channels, ((input.Height + (2 * (kernel / 2)) - kernel) / stride) + 1, ((input.Width + (2 * (kernel / 2)) - kernel) / stride) + 1);

    public override void Forward(float[] input, int frames, PassMode mode) =>
        Chunks.Run(Team, frames, (_, first, count) => Blocks(first, count, (from, n) =>
        {
            Span<float> output = Output.AsSpan(from * Shape.Length, n * Shape.Length);
            Gemm.Multiply(Patches(input, from, n), _weights.Values, output, n * Shape.Pixels, _perPosition, Shape.Channels);
            for (int i = 0; _bias is not null && i < output.Length; i += Shape.Channels)
            {
                Lanes.Add(_bias.Values, output.Slice(i, Shape.Channels));
            }
        }));

    public override void Backward(float[] input, int frames, float[]? inputError)
    {
        if (inputError is not null)
        {
            Transpose();
        }

        Chunks.Run(Team, frames, (chunk, first, count) =>
        {
            Array.Clear(_weightParts[chunk]);
            Blocks(first, count, (from, n) =>
            {
                ReadOnlySpan<float> error = Error.AsSpan(from * Shape.Length, n * Shape.Length);
                int rows = n * Shape.Pixels;
                Gemm.AccumulateTransposedLeft(Patches(input, from, n), error, _weightParts[chunk], _perPosition, rows, Shape.Channels);
                if (inputError is not null)
                {
                    Span<float> target = inputError.AsSpan(from * Input.Length, n * Input.Length);
                    Span<float> patchErrors = IsProduct ? target : Buffer(ref s_patchErrors, rows * _perPosition);
                    Gemm.Multiply(error, _transposed, patchErrors, rows, Shape.Channels, _perPosition);
                    Scatter(patchErrors, target, n);
                }
            });
        });
        Chunks.Sum(_weightParts, Chunks.Count(frames), _weights.Gradient);
        if (_bias is not null)
        {
            Array.Clear(_bias.Gradient);
            for (int i = 0; i < frames * Shape.Length; i += Shape.Channels)
            {
                Lanes.Add(Error.AsSpan(i, Shape.Channels), _bias.Gradient);
            }
        }
    }

    private static Span<float> Buffer(ref float[]? buffer, int length)
    {
        if (buffer is null || buffer.Length < length)
        {
            buffer = new float[length];
        }

        return buffer.AsSpan(0, length);
    }

    private void Blocks(int first, int count, Action<int, int> work)
    {
        for (int f = first; f < first + count; f += BlockFrames)
        {
            work(f, Math.Min(BlockFrames, first + count - f));
        }
    }

    private ReadOnlySpan<float> Patches(float[] input, int first, int frames)
    {
        ReadOnlySpan<float> source = input.AsSpan(first * Input.Length, frames * Input.Length);
        if (IsProduct)
        {
            return source;
        }

        Span<float> patches = Buffer(ref s_patches, frames * Shape.Pixels * _perPosition);
        int run = Kernel * Input.Channels;
        int at = 0;
        for (int f = 0; f < frames; f++)
        {
            for (int y = 0; y < Shape.Height; y++)
            {
                for (int x = 0; x < Shape.Width; x++)
                {
                    (int left, int skip, int width) = Reach(x);
                    for (int ky = 0; ky < Kernel; ky++, at += run)
                    {
                        int v = (y * Stride) + ky - _padding;
                        Span<float> row = patches.Slice(at, run);
                        if ((uint)v >= (uint)Input.Height)
                        {
                            row.Clear();
                            continue;
                        }

                        row[..skip].Clear();
                        source.Slice((((f * Input.Height) + v) * Input.Width * Input.Channels) + left, width).CopyTo(row[skip..]);
                        row[(skip + width)..].Clear();
                    }
                }
            }
        }

        return patches;
    }

    private void Scatter(ReadOnlySpan<float> patchErrors, Span<float> target, int frames)
    {
        if (IsProduct)
        {
            return;
        }

        target.Clear();
        int run = Kernel * Input.Channels;
        int at = 0;
        for (int f = 0; f < frames; f++)
        {
            for (int y = 0; y < Shape.Height; y++)
            {
                for (int x = 0; x < Shape.Width; x++)
                {
                    (int left, int skip, int width) = Reach(x);
                    for (int ky = 0; ky < Kernel; ky++, at += run)
                    {
                        int v = (y * Stride) + ky - _padding;
                        if ((uint)v < (uint)Input.Height)
                        {
                            Lanes.Add(
                                patchErrors.Slice(at + skip, width), target.Slice((((f * Input.Height) + v) * Input.Width * Input.Channels) + left, width));
                        }
                    }
                }
            }
        }
    }

    /// <summary>What of the kernel's row lies inside the map at column x: where it begins in the map's row and in the kernel's, and how long it is.</summary>
    private (int Left, int Skip, int Width) Reach(int x)
    {
        int u = (x * Stride) - _padding;
        int first = Math.Max(u, 0);
        int end = Math.Min(u + Kernel, Input.Width);
        return (first * Input.Channels, (first - u) * Input.Channels, (end - first) * Input.Channels);
    }

    private void Transpose()
    {
        float[] weights = _weights.Values;
        for (int i = 0; i < _perPosition; i++)
        {
            for (int k = 0; k < Shape.Channels; k++)
            {
                _transposed[(k * _perPosition) + i] = weights[(i * Shape.Channels) + k];
            }
        }
    }
}
