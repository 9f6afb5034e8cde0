namespace LlsEdge.Host.Training.Networks;

/// <summary>The augmentation that the paper trains with.</summary>
internal static class FrameShift
{
    private static readonly float[] s_levels = [.. Enumerable.Range(0, 256).Select(i => i / 255f)];

    /// <summary>Copies a frame, scaled to 0…1, first mirrored where asked for, then moved down and to the right; zeros move in.</summary>
    public static void Copy(byte[] frame, int size, int down, int right, bool mirrored, Span<float> target)
    {
        for (int y = 0; y < size; y++)
        {
            Span<float> line = target.Slice(y * size, size);
            int first = Math.Clamp(right, 0, size);
            int end = Math.Clamp(size + right, 0, size);
            if ((uint)(y - down) >= (uint)size || first >= end)
            {
                line.Clear();
                continue;
            }

            line[..first].Clear();
            line[end..].Clear();
            ReadOnlySpan<byte> source = frame.AsSpan((y - down) * size, size);
            for (int x = first; x < end; x++)
            {
                line[x] = s_levels[source[mirrored ? size - 1 - x + right : x - right]];
            }
        }
    }
}
