namespace LlsEdge.Host.Data;

/// <summary>Many frames in one picture, to look at a data set.</summary>
public static class ContactSheet
{
    /// <summary>
    /// Lays frames of a set out in rows, class after class and evenly over each, every class in the share of the sheet that it has of the set;
    /// with a border: black around classes of even labels, white around those of odd ones.
    /// </summary>
    /// <param name="set">The set.</param>
    /// <param name="columns">Frames a row.</param>
    /// <param name="count">The most frames to show.</param>
    public static GrayImage Render(ImageSet set, int columns, int count)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        int[] shown = Choose(set, Math.Min(count, set.Count));
        int cell = set.Size + 4;
        int rows = Math.Max(1, (shown.Length + columns - 1) / columns);
        int width = columns * cell;
        byte[] pixels = new byte[width * rows * cell];
        Array.Fill(pixels, (byte)128);
        for (int i = 0; i < shown.Length; i++)
        {
            int left = i % columns * cell;
            int top = i / columns * cell;
            byte border = set.GetLabel(shown[i]) % 2 == 0 ? (byte)0 : (byte)255;
            for (int y = 1; y < cell - 1; y++)
            {
                Array.Fill(pixels, border, (top + y) * width + left + 1, cell - 2);
            }

            byte[] frame = set.GetFrame(shown[i]);
            for (int y = 0; y < set.Size; y++)
            {
                Array.Copy(frame, y * set.Size, pixels, (top + 2 + y) * width + left + 2, set.Size);
            }
        }

        return new GrayImage(width, rows * cell, pixels);
    }

    // Sorted by class, then thinned: both sorting and thinning keep the order within a class.
    private static int[] Choose(ImageSet set, int count)
    {
        byte[] labels = set.Labels.ToArray();
        int[] sorted = [.. Enumerable.Range(0, set.Count).OrderBy(i => labels[i])];
        return [.. Enumerable.Range(0, count).Select(i => sorted[(int)((long)i * sorted.Length / count)])];
    }
}
