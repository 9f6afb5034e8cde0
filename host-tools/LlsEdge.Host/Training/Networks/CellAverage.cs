using System.Numerics;
using LlsEdge.Host.Rules;

namespace LlsEdge.Host.Training.Networks;

/// <summary>Adaptive average pooling of one frame in [y][x][channel], in both directions.</summary>
internal sealed class CellAverage
{
    private readonly FeatureShape _shape;
    private readonly (int Top, int Bottom, int Left, int Right)[] _cells;
    private readonly bool _overlap;

    public CellAverage(FeatureShape shape, int gridHeight, int gridWidth)
    {
        _shape = shape;
        _overlap = shape.Height % gridHeight != 0 || shape.Width % gridWidth != 0;
        _cells = new (int, int, int, int)[gridHeight * gridWidth];
        for (int i = 0; i < _cells.Length; i++)
        {
            (int top, int bottom) = AveragePooling.Cell(i / gridWidth, gridHeight, shape.Height);
            (int left, int right) = AveragePooling.Cell(i % gridWidth, gridWidth, shape.Width);
            _cells[i] = (top, bottom, left, right);
        }
    }

    public int Count => _cells.Length;

    /// <summary>Gets whether each value is a cell of its own.</summary>
    public bool IsIdentity => _cells.Length == _shape.Length;

    /// <summary>The channels' means over one cell.</summary>
    public void Average(int cell, ReadOnlySpan<float> map, Span<float> means)
    {
        (int top, int bottom, int left, int right) = _cells[cell];
        float share = 1f / ((bottom - top) * (right - left));
        int channels = _shape.Channels;
        int c = 0;
        for (; c <= channels - Vector<float>.Count; c += Vector<float>.Count)
        {
            Vector<float> sum = Vector<float>.Zero;
            for (int y = top; y < bottom; y++)
            {
                for (int x = left; x < right; x++)
                {
                    sum += Vector.LoadUnsafe(in map[At(y, x) + c]);
                }
            }

            (sum * share).CopyTo(means[c..]);
        }

        for (; c < channels; c++)
        {
            float sum = 0;
            for (int y = top; y < bottom; y++)
            {
                for (int x = left; x < right; x++)
                {
                    sum += map[At(y, x) + c];
                }
            }

            means[c] = sum * share;
        }
    }

    /// <summary>Makes an error map ready for <see cref="Spread"/>.</summary>
    public void Begin(Span<float> mapError)
    {
        if (_overlap)
        {
            mapError.Clear();
        }
    }

    /// <summary>Gives each pixel its share of the means' error; where cells overlap, to what the others gave it.</summary>
    public void Spread(int cell, ReadOnlySpan<float> error, Span<float> mapError)
    {
        (int top, int bottom, int left, int right) = _cells[cell];
        float share = 1f / ((bottom - top) * (right - left));
        int channels = _shape.Channels;
        int c = 0;
        for (; c <= channels - Vector<float>.Count; c += Vector<float>.Count)
        {
            Vector<float> part = new Vector<float>(error[c..]) * share;
            for (int y = top; y < bottom; y++)
            {
                for (int x = left; x < right; x++)
                {
                    ref float to = ref mapError[At(y, x) + c];
                    (_overlap ? Vector.LoadUnsafe(in to) + part : part).StoreUnsafe(ref to);
                }
            }
        }

        for (; c < channels; c++)
        {
            for (int y = top; y < bottom; y++)
            {
                for (int x = left; x < right; x++)
                {
                    ref float to = ref mapError[At(y, x) + c];
                    to = (_overlap ? to : 0) + (error[c] * share);
                }
            }
        }
    }

    private int At(int y, int x) => ((y * _shape.Width) + x) * _shape.Channels;
}
