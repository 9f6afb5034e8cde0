namespace LlsEdge.Host.Training.Networks;

/// <summary>The augmentation that the paper trains with.</summary>
internal static class FrameShift
{
    /// <summary>Copies a frame, scaled to 0…1, first mirrored where asked for, then moved down and to the right; zeros move in.</summary>
    public static void Copy(byte[] frame, int size, int down, int right, bool mirrored, Span<float> target)
    {
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                int v = y - down;
                int u = x - right;
                bool inside = (uint)v < (uint)size && (uint)u < (uint)size;
                target[(y * size) + x] = inside ? frame[(v * size) + (mirrored ? size - 1 - u : u)] / 255f : 0;
            }
        }
    }
}
