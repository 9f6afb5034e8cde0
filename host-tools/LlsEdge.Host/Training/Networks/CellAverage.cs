using LlsEdge.Host.Rules;

namespace LlsEdge.Host.Training.Networks;

/// <summary>Adaptive average pooling of one frame in [y][x][channel], in both directions.</summary>
internal sealed class CellAverage
{
    private readonly FeatureShape _shape;
    private readonly (int Top, int Bottom, int Left, int Right)[] _cells;

    public CellAverage(FeatureShape shape, int gridHeight, int gridWidth)
    {
        _shape = shape;
        _cells = new (int, int, int, int)[gridHeight * gridWidth];
        for (int i = 0; i < _cells.Length; i++)
        {
            (int top, int bottom) = AveragePooling.Cell(i / gridWidth, gridHeight, shape.Height);
            (int left, int right) = AveragePooling.Cell(i % gridWidth, gridWidth, shape.Width);
            _cells[i] = (top, bottom, left, right);
        }
    }

    public int Count => _cells.Length;

    /// <summary>The channels' means over one cell.</summary>
    public void Average(int cell, ReadOnlySpan<float> map, Span<float> means)
    {
        means.Clear();
        (int top, int bottom, int left, int right) = _cells[cell];
        float share = 1f / ((bottom - top) * (right - left));
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                Lanes.AddScaled(share, map.Slice(((y * _shape.Width) + x) * _shape.Channels, _shape.Channels), means);
            }
        }
    }

    /// <summary>Adds each pixel's share of the means' error to the map's.</summary>
    public void Spread(int cell, ReadOnlySpan<float> error, Span<float> mapError)
    {
        (int top, int bottom, int left, int right) = _cells[cell];
        float share = 1f / ((bottom - top) * (right - left));
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                Lanes.AddScaled(share, error, mapError.Slice(((y * _shape.Width) + x) * _shape.Channels, _shape.Channels));
            }
        }
    }
}
