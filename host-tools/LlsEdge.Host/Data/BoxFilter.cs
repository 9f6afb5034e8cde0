namespace LlsEdge.Host.Data;

/// <summary>Brings images to another size: every pixel is the mean of the area that it covers, in exact integer arithmetic.</summary>
internal static class BoxFilter
{
    private const int SmallSide = 512;

    /// <summary>Fills a square frame from an image.</summary>
    public static void ToSquare(ReadOnlySpan<byte> pixels, int width, int height, FrameFit fit, Span<byte> frame, int size)
    {
        int side = Math.Min(width, height);
        switch (fit)
        {
            case FrameFit.Crop:
                int start = (height - side) / 2 * width + (width - side) / 2;
                Scale(pixels[start..], width, side, side, frame, size, size, size);
                break;
            case FrameFit.Stretch:
                Scale(pixels, width, width, height, frame, size, size, size);
                break;
            default:
                int longest = Math.Max(width, height);
                int across = Math.Max(1, (int)((long)width * size / longest));
                int down = Math.Max(1, (int)((long)height * size / longest));
                frame[..(size * size)].Clear();
                Scale(pixels, width, width, height, frame[((size - down) / 2 * size + (size - across) / 2)..], size, across, down);
                break;
        }
    }

    /// <summary>Scales a part of one image into a part of another; the rows of each are a stride apart.</summary>
    public static void Scale(
        ReadOnlySpan<byte> from, int fromStride, int width, int height, Span<byte> to, int toStride, int toWidth, int toHeight)
    {
        Span<int> row = toWidth <= SmallSide ? stackalloc int[toWidth] : new int[toWidth];
        Span<long> sums = toWidth <= SmallSide ? stackalloc long[toWidth] : new long[toWidth];
        int rowHeld = -1;
        long area = (long)width * height;
        for (int toY = 0; toY < toHeight; toY++)
        {
            sums.Clear();

            // In units of 1/toHeight source pixel: source row j covers [j·toHeight, (j+1)·toHeight), target row i covers [i·height, (i+1)·height).
            for (int y = (int)((long)toY * height / toHeight); y < height && (long)y * toHeight < (long)(toY + 1) * height; y++)
            {
                if (y != rowHeld)
                {
                    Narrow(from.Slice(y * fromStride, width), row);
                    rowHeld = y;
                }

                long weight = Overlap(y, toY, height, toHeight);
                for (int x = 0; x < toWidth; x++)
                {
                    sums[x] += row[x] * weight;
                }
            }

            Span<byte> line = to.Slice(toY * toStride, toWidth);
            for (int x = 0; x < toWidth; x++)
            {
                line[x] = (byte)((sums[x] + area / 2) / area);
            }
        }
    }

    private static void Narrow(ReadOnlySpan<byte> from, Span<int> to)
    {
        int width = from.Length;
        int toWidth = to.Length;
        to.Clear();
        for (int x = 0; x < width; x++)
        {
            int value = from[x];
            for (int toX = (int)((long)x * toWidth / width); toX < toWidth && (long)toX * width < (long)(x + 1) * toWidth; toX++)
            {
                to[toX] += value * (int)Overlap(x, toX, width, toWidth);
            }
        }
    }

    private static long Overlap(int from, int to, int side, int toSide) =>
        Math.Min((long)(from + 1) * toSide, (long)(to + 1) * side) - Math.Max((long)from * toSide, (long)to * side);
}
