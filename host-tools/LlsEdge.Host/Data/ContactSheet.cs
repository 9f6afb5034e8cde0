namespace LlsEdge.Host.Data;

/// <summary>Many frames in one picture, to look at a data set.</summary>
public static class ContactSheet
{
    /// <summary>Lays the first frames of a set out in rows, with a border: white around class 1 and above, black around class 0.</summary>
    public static GrayImage Render(ImageSet set, int columns, int count)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        count = Math.Min(count, set.Count);
        int cell = set.Size + 4;
        int rows = Math.Max(1, (count + columns - 1) / columns);
        int width = columns * cell;
        byte[] pixels = new byte[width * rows * cell];
        Array.Fill(pixels, (byte)128);
        for (int i = 0; i < count; i++)
        {
            int left = i % columns * cell;
            int top = i / columns * cell;
            byte border = set.GetLabel(i) == 0 ? (byte)0 : (byte)255;
            for (int y = 1; y < cell - 1; y++)
            {
                Array.Fill(pixels, border, (top + y) * width + left + 1, cell - 2);
            }

            for (int y = 0; y < set.Size; y++)
            {
                Array.Copy(set.GetFrame(i), y * set.Size, pixels, (top + 2 + y) * width + left + 2, set.Size);
            }
        }

        return new GrayImage(width, rows * cell, pixels);
    }
}
