using LlsEdge.Host.Training.Float;

namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// Convolutions of few input channels, those of a frame: for each weight of an output channel one row with what it sees at all positions, which is a shifted
/// copy of the frame. A frame at a time.
/// </summary>
internal sealed class PlaneKernel : ConvolutionKernel
{
    private const int MostChannels = 4;

    [ThreadStatic]
    private static float[]? s_rows;

    [ThreadStatic]
    private static float[]? s_rowErrors;

    private readonly float[][] _gradients;

    public PlaneKernel(FeatureShape input, FeatureShape output, int kernel, int stride, int batch)
        : base(input, output, kernel, stride)
    {
        _gradients = Chunks.Create(batch, () => new float[PerPosition * output.Channels]);
    }

    /// <summary>Whether this computes a convolution faster than products of patches do.</summary>
    public static bool Suits(FeatureShape input) => input.Channels <= MostChannels && input.Pixels > 1;

    public override void Forward(Team team, float[] input, int frames, float[] weights, float[] output, Action<int, int> done) =>
        Chunks.Run(team, frames, (_, first, count) =>
        {
            Span<float> rows = Buffer(ref s_rows);
            for (int f = first; f < first + count; f++)
            {
                Gather(input.AsSpan(f * Input.Length, Input.Length), rows);
                Span<float> map = output.AsSpan(f * Output.Length, Output.Length);
                Gemm.MultiplyTransposedLeft(rows, weights, map, Output.Pixels, PerPosition, Output.Channels);
                done(f, 1);
            }
        });

    public override void Backward(Team team, float[] input, int frames, float[] weights, FrameErrors errors, float[] gradient, float[]? inputError)
    {
        Chunks.Run(team, frames, (chunk, first, count) =>
        {
            Span<float> rows = Buffer(ref s_rows);
            Array.Clear(_gradients[chunk]);
            for (int f = first; f < first + count; f++)
            {
                Gather(input.AsSpan(f * Input.Length, Input.Length), rows);
                ReadOnlySpan<float> map = errors(f, 1);
                Gemm.Accumulate(rows, map, _gradients[chunk], PerPosition, Output.Pixels, Output.Channels);
                if (inputError is not null)
                {
                    Span<float> rowErrors = Buffer(ref s_rowErrors);
                    rowErrors.Clear();
                    Gemm.AccumulateTransposedRight(weights, map, rowErrors, PerPosition, Output.Channels, Output.Pixels);
                    Scatter(rowErrors, inputError.AsSpan(f * Input.Length, Input.Length));
                }
            }
        });
        Chunks.Sum(team, _gradients, Chunks.Count(frames), gradient);
    }

    private Span<float> Buffer(ref float[]? buffer)
    {
        int length = PerPosition * Output.Pixels;
        if (buffer is null || buffer.Length < length)
        {
            buffer = new float[length];
        }

        return buffer.AsSpan(0, length);
    }

    private void Gather(ReadOnlySpan<float> map, Span<float> rows)
    {
        for (int weight = 0; weight < PerPosition; weight++)
        {
            for (int y = 0; y < Output.Height; y++)
            {
                Span<float> line = rows.Slice(((weight * Output.Height) + y) * Output.Width, Output.Width);
                if (!Find(weight, y, out int from, out int first, out int end))
                {
                    line.Clear();
                    continue;
                }

                line[..first].Clear();
                line[end..].Clear();
                int step = Stride * Input.Channels;
                if (step == 1)
                {
                    map.Slice(from, end - first).CopyTo(line[first..]);
                    continue;
                }

                for (int x = first; x < end; x++, from += step)
                {
                    line[x] = map[from];
                }
            }
        }
    }

    private void Scatter(ReadOnlySpan<float> rows, Span<float> map)
    {
        map.Clear();
        for (int weight = 0; weight < PerPosition; weight++)
        {
            for (int y = 0; y < Output.Height; y++)
            {
                if (Find(weight, y, out int from, out int first, out int end))
                {
                    ReadOnlySpan<float> line = rows.Slice(((weight * Output.Height) + y) * Output.Width, Output.Width);
                    for (int x = first; x < end; x++, from += Stride * Input.Channels)
                    {
                        map[from] += line[x];
                    }
                }
            }
        }
    }

    /// <summary>What a weight sees from a line of outputs: the outputs [first, end) lie over the map, and the first of them over what lies at from.</summary>
    private bool Find(int weight, int y, out int from, out int first, out int end)
    {
        int tap = weight / Input.Channels;
        int v = (y * Stride) + (tap / Kernel) - Padding;
        int shift = (tap % Kernel) - Padding;
        first = Math.Max(0, (Stride - 1 - shift) / Stride);
        end = shift >= Input.Width ? 0 : Math.Min(Output.Width, ((Input.Width - 1 - shift) / Stride) + 1);
        from = (((v * Input.Width) + (first * Stride) + shift) * Input.Channels) + (weight % Input.Channels);
        return (uint)v < (uint)Input.Height && first < end;
    }
}
