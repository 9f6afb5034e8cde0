using LlsEdge.Host.Training.Float;

namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// Takes the maps of some frames apart into the tiles of <see cref="WinogradTiles"/> and puts them together again. Points lie as [point][frame][tile][channel].
/// </summary>
internal sealed unsafe class WinogradFrames(FeatureShape input, FeatureShape output)
{
    [ThreadStatic]
    private static AlignedFloats? s_padded;

    [ThreadStatic]
    private static AlignedFloats? s_lines;

    private readonly int _tilesHigh = (output.Height + WinogradTiles.Outputs - 1) / WinogradTiles.Outputs;
    private readonly int _tilesWide = (output.Width + WinogradTiles.Outputs - 1) / WinogradTiles.Outputs;

    /// <summary>Gets the tiles of a frame.</summary>
    public int Tiles => _tilesHigh * _tilesWide;

    private int PaddedHeight => (_tilesHigh * WinogradTiles.Outputs) + 2;

    private int RowStep => ((_tilesWide * WinogradTiles.Outputs) + 2) * input.Channels;

    private static float* Lines => (s_lines ??= new AlignedFloats()).Take(WinogradTiles.Workspace);

    private float* Padded => (s_padded ??= new AlignedFloats()).Take(PaddedHeight * RowStep);

    /// <summary>V of some frames' inputs.</summary>
    public void FromInput(ReadOnlySpan<float> maps, int frames, float* points, nint pointStep)
    {
        float* padded = Padded;
        for (int f = 0; f < frames; f++)
        {
            Pad(maps.Slice(f * input.Length, input.Length), padded);
            for (int t = 0; t < Tiles; t++)
            {
                WinogradTiles.FromInput(padded + Corner(t), RowStep, input.Channels, points + Row(f, t, input.Channels), pointStep, Lines);
            }
        }
    }

    /// <summary>The inputs' errors from V's.</summary>
    public void ToInput(float* points, nint pointStep, Span<float> errors, int frames)
    {
        float* padded = Padded;
        for (int f = 0; f < frames; f++)
        {
            new Span<float>(padded, PaddedHeight * RowStep).Clear();
            for (int t = 0; t < Tiles; t++)
            {
                WinogradTiles.AddToInput(points + Row(f, t, input.Channels), pointStep, padded + Corner(t), RowStep, input.Channels, Lines);
            }

            for (int y = 0; y < input.Height; y++)
            {
                var row = new ReadOnlySpan<float>(padded + ((y + 1) * RowStep) + input.Channels, input.Width * input.Channels);
                row.CopyTo(errors.Slice((f * input.Length) + (y * row.Length), row.Length));
            }
        }
    }

    /// <summary>The outputs from M.</summary>
    public void ToOutput(float* points, nint pointStep, Span<float> maps, int frames)
    {
        fixed (float* map = maps)
        {
            for (int f = 0; f < frames; f++)
            {
                for (int t = 0; t < Tiles; t++)
                {
                    Place at = PlaceOf(f, t);
                    float* from = points + Row(f, t, output.Channels);
                    WinogradTiles.ToOutput(from, pointStep, map + at.Start, output.Width * output.Channels, output.Channels, at.Height, at.Width, Lines);
                }
            }
        }
    }

    /// <summary>M's errors from the outputs'.</summary>
    public void FromOutput(ReadOnlySpan<float> errors, int frames, float* points, nint pointStep)
    {
        fixed (float* map = errors)
        {
            for (int f = 0; f < frames; f++)
            {
                for (int t = 0; t < Tiles; t++)
                {
                    Place at = PlaceOf(f, t);
                    float* to = points + Row(f, t, output.Channels);
                    WinogradTiles.FromOutput(map + at.Start, output.Width * output.Channels, output.Channels, at.Height, at.Width, to, pointStep, Lines);
                }
            }
        }
    }

    /// <summary>Copies a map to where zeros lie around it.</summary>
    private void Pad(ReadOnlySpan<float> map, float* padded)
    {
        int row = input.Width * input.Channels;
        for (int y = 0; y < PaddedHeight; y++)
        {
            var to = new Span<float>(padded + (y * RowStep), RowStep);
            if (y == 0 || y > input.Height)
            {
                to.Clear();
                continue;
            }

            to[..input.Channels].Clear();
            map.Slice((y - 1) * row, row).CopyTo(to[input.Channels..]);
            to[(input.Channels + row)..].Clear();
        }
    }

    private nint Row(int frame, int tile, int channels) => (((nint)frame * Tiles) + tile) * channels;

    /// <summary>Where a tile's inputs begin in the padded map.</summary>
    private nint Corner(int tile) => (tile / _tilesWide * WinogradTiles.Outputs * RowStep) + (tile % _tilesWide * WinogradTiles.Outputs * input.Channels);

    private Place PlaceOf(int frame, int tile)
    {
        int y = tile / _tilesWide * WinogradTiles.Outputs;
        int x = tile % _tilesWide * WinogradTiles.Outputs;
        return new Place(
            ((nint)frame * output.Length) + (((y * output.Width) + x) * output.Channels),
            Math.Min(WinogradTiles.Outputs, output.Height - y),
            Math.Min(WinogradTiles.Outputs, output.Width - x));
    }

    /// <summary>Where a tile's outputs begin in the maps, and how many of its rows and columns are inside.</summary>
    private readonly record struct Place(nint Start, int Height, int Width);
}
