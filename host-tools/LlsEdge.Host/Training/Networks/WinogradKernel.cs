using LlsEdge.Host.Training.Float;

namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// Convolutions of 3×3 with stride 1 by <see cref="WinogradTiles"/>: a quarter of the products (a third on maps that tiles do not fit), in 36 products of
/// matrices with one row a tile. Backward runs through the adjoint of every step, so that gradients are those of what forward computes.
/// A block of frames goes through all steps before the next begins, and stays in the cache.
/// </summary>
internal sealed unsafe class WinogradKernel : ConvolutionKernel
{
    private const int Points = WinogradTiles.Points;

    /// <summary>Tiles at a time: enough to reuse the weights, few enough for the second-level cache.</summary>
    private const int ForwardTiles = 16;
    private const int BackwardTiles = 32;

    [ThreadStatic]
    private static Scratch? s_scratch;

    private readonly WinogradFrames _frames;
    private readonly AlignedFloats _points = new();
    private readonly AlignedFloats _transposedPoints = new();
    private readonly float[] _transposed;
    private readonly float[][] _gradients;

    public WinogradKernel(FeatureShape input, FeatureShape output, int batch)
        : base(input, output, 3, 1)
    {
        _frames = new WinogradFrames(input, output);
        _transposed = new float[PerPosition * output.Channels];
        _gradients = Chunks.Create(batch, () => new float[PerPosition * output.Channels]);
    }

    private int Tiles => _frames.Tiles;

    private nint WeightsPerPoint => (nint)Input.Channels * Output.Channels;

    /// <summary>Whether this computes a convolution, and faster than products of patches do.</summary>
    public static bool Suits(FeatureShape input, FeatureShape output, int kernel, int stride)
    {
        bool fits = kernel == 3 && stride == 1 && input.Channels % GemmTile.Columns == 0 && output.Channels % GemmTile.Columns == 0;
        int covered = (output.Height + 3) / WinogradTiles.Outputs * ((output.Width + 3) / WinogradTiles.Outputs);
        return fits && 2 * covered * Points <= output.Pixels * kernel * kernel;
    }

    public override void Forward(Team team, float[] input, int frames, float[] weights, float[] output, Action<int, int> done)
    {
        Transform(team, weights, Input.Channels, Output.Channels, _points);
        Chunks.Run(team, frames, (_, first, count) => Blocks(ForwardTiles, first, count, (from, n) =>
        {
            Scratch scratch = s_scratch ??= new Scratch();
            nint inputStep = PointStep(n, Input.Channels);
            nint outputStep = PointStep(n, Output.Channels);
            float* v = scratch.Inputs.Take(Points * inputStep);
            float* m = scratch.Outputs.Take(Points * outputStep);
            _frames.FromInput(input.AsSpan(from * Input.Length), n, v, inputStep);
            float* u = _points.Take(Points * WeightsPerPoint);
            for (int p = 0; p < Points; p++)
            {
                Multiply(v + (p * inputStep), u + (p * WeightsPerPoint), m + (p * outputStep), n * Tiles, Input.Channels, Output.Channels);
            }

            _frames.ToOutput(m, outputStep, output.AsSpan(from * Output.Length), n);
            done(from, n);
        }));
    }

    public override void Backward(Team team, float[] input, int frames, float[] weights, FrameErrors errors, float[] gradient, float[]? inputError)
    {
        if (inputError is not null)
        {
            Transpose(team, weights);
            Transform(team, _transposed, Output.Channels, Input.Channels, _transposedPoints);
        }

        Chunks.Run(team, frames, (chunk, first, count) =>
        {
            Scratch scratch = s_scratch ??= new Scratch();
            nint weightStep = WeightsPerPoint + WinogradTiles.Width;
            float* du = scratch.Weights.Take(Points * weightStep);
            Blocks(BackwardTiles, first, count, (from, n) => Backward(input, from, n, errors(from, n), inputError, du, weightStep, from > first, scratch));
            fixed (float* sum = _gradients[chunk])
            {
                WinogradWeights.FromPoints(du, weightStep, Input.Channels, Output.Channels, sum);
            }
        });
        Chunks.Sum(team, _gradients, Chunks.Count(frames), gradient);
    }

    /// <summary>C = A·B with B in panels.</summary>
    private static void Multiply(float* a, float* b, float* c, int rows, int inner, int columns)
    {
        for (int j = 0; j < columns; j += GemmTile.Columns)
        {
            float* panel = b + ((nint)j * inner);
            int r = 0;
            for (; r <= rows - GemmTile.Rows; r += GemmTile.Rows)
            {
                GemmTile.Full(a + ((nint)r * inner), inner, 1, panel, GemmTile.Columns, inner, c + ((nint)r * columns) + j, columns, accumulate: false);
            }

            for (; r < rows; r++)
            {
                GemmTile.Row(a + ((nint)r * inner), 1, panel, GemmTile.Columns, inner, c + ((nint)r * columns) + j);
            }
        }
    }

    /// <summary>C = Aᵀ·B, or C += Aᵀ·B.</summary>
    private static void MultiplyTransposed(float* a, float* b, float* c, int rows, int inner, int columns, bool accumulate)
    {
        for (int r = 0; r < rows; r += GemmTile.Rows)
        {
            for (int j = 0; j < columns; j += GemmTile.Columns)
            {
                GemmTile.Full(a + r, 1, rows, b + j, columns, inner, c + ((nint)r * columns) + j, columns, accumulate);
            }
        }
    }

    private static void Transform(Team team, float[] weights, int rows, int columns, AlignedFloats points)
    {
        float* u = points.Take((nint)Points * rows * columns);
        int share = GemmTile.Columns;
        team.Run(rows / share, i =>
        {
            fixed (float* g = weights)
            {
                WinogradWeights.ToPoints(g, i * share, (i + 1) * share, rows, columns, u);
            }
        });
    }

    private void Backward(
        float[] input, int from, int n, ReadOnlySpan<float> error, float[]? inputError, float* du, nint weightStep, bool accumulate, Scratch scratch)
    {
        nint inputStep = PointStep(n, Input.Channels);
        nint outputStep = PointStep(n, Output.Channels);
        float* v = scratch.Inputs.Take(Points * inputStep);
        float* m = scratch.Outputs.Take(Points * outputStep);
        _frames.FromInput(input.AsSpan(from * Input.Length), n, v, inputStep);
        _frames.FromOutput(error, n, m, outputStep);
        float* transposed = inputError is null ? null : _transposedPoints.Take(Points * WeightsPerPoint);
        for (int p = 0; p < Points; p++)
        {
            float* vp = v + (p * inputStep);
            float* mp = m + (p * outputStep);
            MultiplyTransposed(vp, mp, du + (p * weightStep), Input.Channels, n * Tiles, Output.Channels, accumulate);
            if (inputError is not null)
            {
                // V has done its part, and its error takes its place.
                Multiply(mp, transposed + (p * WeightsPerPoint), vp, n * Tiles, Output.Channels, Input.Channels);
            }
        }

        if (inputError is not null)
        {
            _frames.ToInput(v, inputStep, inputError.AsSpan(from * Input.Length), n);
        }
    }

    private void Transpose(Team team, float[] weights)
    {
        int inputs = Input.Channels;
        int outputs = Output.Channels;
        team.Run(Kernel * Kernel, tap =>
        {
            int at = tap * inputs * outputs;
            for (int i = 0; i < inputs; i++)
            {
                for (int k = 0; k < outputs; k++)
                {
                    _transposed[at + (k * inputs) + i] = weights[at + (i * outputs) + k];
                }
            }
        });
    }

    private void Blocks(int tiles, int first, int count, Action<int, int> work)
    {
        int frames = Math.Max(1, tiles / Tiles);
        for (int f = first; f < first + count; f += frames)
        {
            work(f, Math.Min(frames, first + count - f));
        }
    }

    /// <summary>From point to point: one line more than the values take, or all points would lie in the same places of the caches.</summary>
    private nint PointStep(int frames, int channels) => ((nint)frames * Tiles * channels) + WinogradTiles.Width;

    /// <summary>What one thread needs.</summary>
    private sealed class Scratch
    {
        public AlignedFloats Inputs { get; } = new();

        public AlignedFloats Outputs { get; } = new();

        public AlignedFloats Weights { get; } = new();
    }
}
