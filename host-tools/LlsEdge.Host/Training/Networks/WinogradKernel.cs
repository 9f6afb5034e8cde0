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

    private readonly int _tilesHigh;
    private readonly int _tilesWide;
    private readonly AlignedFloats _points = new();
    private readonly AlignedFloats _transposedPoints = new();
    private readonly float[] _transposed;
    private readonly float[][] _gradients;

    public WinogradKernel(FeatureShape input, FeatureShape output, int batch)
        : base(input, output, 3, 1)
    {
        _tilesHigh = (output.Height + WinogradTiles.Outputs - 1) / WinogradTiles.Outputs;
        _tilesWide = (output.Width + WinogradTiles.Outputs - 1) / WinogradTiles.Outputs;
        _transposed = new float[PerPosition * output.Channels];
        _gradients = Chunks.Create(batch, () => new float[PerPosition * output.Channels]);
    }

    private int Tiles => _tilesHigh * _tilesWide;

    private int PaddedWidth => (_tilesWide * WinogradTiles.Outputs) + 2;

    private int PaddedHeight => (_tilesHigh * WinogradTiles.Outputs) + 2;

    private int RowStep => PaddedWidth * Input.Channels;

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
            FromInput(input, from, n, v, inputStep, scratch);
            float* u = _points.Take(Points * WeightsPerPoint);
            for (int p = 0; p < Points; p++)
            {
                Multiply(v + (p * inputStep), u + (p * WeightsPerPoint), m + (p * outputStep), n * Tiles, Input.Channels, Output.Channels);
            }

            fixed (float* map = &output[from * Output.Length])
            {
                for (int t = 0; t < n * Tiles; t++)
                {
                    Place at = PlaceOf(t);
                    float* corner = map + at.Output;
                    WinogradTiles.ToOutput(
                        m + ((nint)t * Output.Channels), outputStep, corner, Output.Width * Output.Channels, Output.Channels, at.Height, at.Width, scratch.Lines);
                }
            }

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
        FromInput(input, from, n, v, inputStep, scratch);
        fixed (float* map = error)
        {
            for (int t = 0; t < n * Tiles; t++)
            {
                Place at = PlaceOf(t);
                float* to = m + ((nint)t * Output.Channels);
                WinogradTiles.FromOutput(
                    map + at.Output, Output.Width * Output.Channels, Output.Channels, at.Height, at.Width, to, outputStep, scratch.Lines);
            }
        }

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
            ToInput(v, inputStep, inputError, from, n, scratch);
        }
    }

    /// <summary>V of some frames' tiles.</summary>
    private void FromInput(float[] input, int from, int n, float* v, nint pointStep, Scratch scratch)
    {
        int channels = Input.Channels;
        float* padded = scratch.Padded.Take(PaddedHeight * RowStep);
        for (int f = 0; f < n; f++)
        {
            Pad(input.AsSpan((from + f) * Input.Length, Input.Length), padded);
            for (int t = 0; t < Tiles; t++)
            {
                float* to = v + (((nint)(f * Tiles) + t) * channels);
                WinogradTiles.FromInput(padded + Corner(t), RowStep, channels, to, pointStep, scratch.Lines);
            }
        }
    }

    /// <summary>The input's error from V's.</summary>
    private void ToInput(float* dv, nint pointStep, float[] inputError, int from, int n, Scratch scratch)
    {
        int channels = Input.Channels;
        float* padded = scratch.Padded.Take(PaddedHeight * RowStep);
        for (int f = 0; f < n; f++)
        {
            new Span<float>(padded, PaddedHeight * RowStep).Clear();
            for (int t = 0; t < Tiles; t++)
            {
                float* points = dv + (((nint)(f * Tiles) + t) * channels);
                WinogradTiles.AddToInput(points, pointStep, padded + Corner(t), RowStep, channels, scratch.Lines);
            }

            for (int y = 0; y < Input.Height; y++)
            {
                var row = new ReadOnlySpan<float>(padded + ((y + 1) * RowStep) + channels, Input.Width * channels);
                row.CopyTo(inputError.AsSpan(((from + f) * Input.Length) + (y * row.Length), row.Length));
            }
        }
    }

    /// <summary>Copies a map to where zeros lie around it.</summary>
    private void Pad(ReadOnlySpan<float> map, float* padded)
    {
        int row = Input.Width * Input.Channels;
        for (int y = 0; y < PaddedHeight; y++)
        {
            var to = new Span<float>(padded + (y * RowStep), RowStep);
            if (y == 0 || y > Input.Height)
            {
                to.Clear();
                continue;
            }

            to[..Input.Channels].Clear();
            map.Slice((y - 1) * row, row).CopyTo(to[Input.Channels..]);
            to[(Input.Channels + row)..].Clear();
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

    /// <summary>Where a tile's inputs begin in the padded map.</summary>
    private nint Corner(int tile) => (tile / _tilesWide * WinogradTiles.Outputs * RowStep) + (tile % _tilesWide * WinogradTiles.Outputs * Input.Channels);

    private Place PlaceOf(int tile)
    {
        int frame = tile / Tiles;
        int y = tile % Tiles / _tilesWide * WinogradTiles.Outputs;
        int x = tile % _tilesWide * WinogradTiles.Outputs;
        return new Place(
            ((nint)frame * Output.Length) + (((y * Output.Width) + x) * Output.Channels),
            Math.Min(WinogradTiles.Outputs, Output.Height - y),
            Math.Min(WinogradTiles.Outputs, Output.Width - x));
    }

    /// <summary>Where a tile's outputs lie in the map, and how many of its rows and columns are inside.</summary>
    private readonly record struct Place(nint Output, int Height, int Width);

    /// <summary>What one thread needs.</summary>
    private sealed class Scratch
    {
        private readonly AlignedFloats _lines = new();

        public AlignedFloats Padded { get; } = new();

        public AlignedFloats Inputs { get; } = new();

        public AlignedFloats Outputs { get; } = new();

        public AlignedFloats Weights { get; } = new();

        public float* Lines => _lines.Take(WinogradTiles.Workspace);
    }
}
