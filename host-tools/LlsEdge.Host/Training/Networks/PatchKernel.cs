using LlsEdge.Host.Training.Float;

namespace LlsEdge.Host.Training.Networks;

/// <summary>Any convolution as products of matrices: one row a position, holding the patch under the kernel.</summary>
internal sealed class PatchKernel : ConvolutionKernel
{
    /// <summary>Patches of so many floats at a time stay in the second-level cache.</summary>
    private const int PatchFloats = 1 << 17;

    [ThreadStatic]
    private static float[]? s_patches;

    [ThreadStatic]
    private static float[]? s_patchErrors;

    private readonly float[][] _gradients;
    private readonly float[] _transposed;

    public PatchKernel(FeatureShape input, FeatureShape output, int kernel, int stride, int batch)
        : base(input, output, kernel, stride)
    {
        _gradients = Chunks.Create(batch, () => new float[PerPosition * output.Channels]);
        _transposed = new float[PerPosition * output.Channels];
    }

    private bool IsProduct => Kernel == 1 && Stride == 1;

    private int BlockFrames => Math.Max(1, PatchFloats / (Output.Pixels * PerPosition));

    public override void Forward(Team team, float[] input, int frames, float[] weights, float[] output, Action<int, int> done) =>
        Chunks.Run(team, frames, (_, first, count) => Blocks(first, count, (from, n) =>
        {
            Span<float> maps = output.AsSpan(from * Output.Length, n * Output.Length);
            Gemm.Multiply(Patches(input, from, n), weights, maps, n * Output.Pixels, PerPosition, Output.Channels);
            done(from, n);
        }));

    public override void Backward(Team team, float[] input, int frames, float[] weights, FrameErrors errors, float[] gradient, float[]? inputError)
    {
        if (inputError is not null)
        {
            Transpose(weights);
        }

        Chunks.Run(team, frames, (chunk, first, count) =>
        {
            Array.Clear(_gradients[chunk]);
            Blocks(first, count, (from, n) =>
            {
                ReadOnlySpan<float> error = errors(from, n);
                int rows = n * Output.Pixels;
                Gemm.AccumulateTransposedLeft(Patches(input, from, n), error, _gradients[chunk], PerPosition, rows, Output.Channels);
                if (inputError is not null)
                {
                    Span<float> target = inputError.AsSpan(from * Input.Length, n * Input.Length);
                    Span<float> patchErrors = IsProduct ? target : Buffer(ref s_patchErrors, rows * PerPosition);
                    Gemm.Multiply(error, _transposed, patchErrors, rows, Output.Channels, PerPosition);
                    Scatter(patchErrors, target, n);
                }
            });
        });
        Chunks.Sum(team, _gradients, Chunks.Count(frames), gradient);
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

        Span<float> patches = Buffer(ref s_patches, frames * Output.Pixels * PerPosition);
        int run = Kernel * Input.Channels;
        int at = 0;
        for (int f = 0; f < frames; f++)
        {
            for (int y = 0; y < Output.Height; y++)
            {
                for (int x = 0; x < Output.Width; x++)
                {
                    (int left, int skip, int width) = Reach(x);
                    for (int ky = 0; ky < Kernel; ky++, at += run)
                    {
                        int v = (y * Stride) + ky - Padding;
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
            for (int y = 0; y < Output.Height; y++)
            {
                for (int x = 0; x < Output.Width; x++)
                {
                    (int left, int skip, int width) = Reach(x);
                    for (int ky = 0; ky < Kernel; ky++, at += run)
                    {
                        int v = (y * Stride) + ky - Padding;
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
        int u = (x * Stride) - Padding;
        int first = Math.Max(u, 0);
        int end = Math.Min(u + Kernel, Input.Width);
        return (first * Input.Channels, (first - u) * Input.Channels, (end - first) * Input.Channels);
    }

    private void Transpose(float[] weights)
    {
        for (int i = 0; i < PerPosition; i++)
        {
            for (int k = 0; k < Output.Channels; k++)
            {
                _transposed[(k * PerPosition) + i] = weights[(i * Output.Channels) + k];
            }
        }
    }
}
