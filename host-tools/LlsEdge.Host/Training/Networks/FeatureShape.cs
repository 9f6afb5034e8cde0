namespace LlsEdge.Host.Training.Networks;

/// <summary>The shape of one frame's features. They lie as [y][x][channel], so that a pass works on all channels of a pixel at once.</summary>
internal readonly record struct FeatureShape(int Channels, int Height, int Width)
{
    public int Pixels => Height * Width;

    public int Length => Channels * Height * Width;
}
