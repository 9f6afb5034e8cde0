namespace LlsEdge.Host.Studies.Personalise;

/// <summary>What can be said of a frame without a network.</summary>
internal static class FrameStatistics
{
    /// <summary>Averages a frame to a grid of pixels and standardises them.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="size">Its height and width.</param>
    /// <param name="grid">Pixels in each direction.</param>
    /// <returns>grid² values of mean 0.</returns>
    public static double[] Pixels(byte[] frame, int size, int grid)
    {
        double[] pixels = new double[grid * grid];
        int[] counts = new int[pixels.Length];
        for (int i = 0; i < frame.Length; i++)
        {
            int cell = (i / size * grid / size * grid) + (i % size * grid / size);
            pixels[cell] += frame[i];
            counts[cell]++;
        }

        for (int j = 0; j < pixels.Length; j++)
        {
            pixels[j] /= Math.Max(1, counts[j]);
        }

        double mean = pixels.Average();
        double deviation = Math.Sqrt(pixels.Average(p => (p - mean) * (p - mean))) + 1;
        return [.. pixels.Select(p => (p - mean) / deviation)];
    }

    /// <summary>Mean, deviation, mean horizontal and mean vertical difference of a frame: how much of the task is mere brightness and busyness.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="size">Its height and width.</param>
    public static double[] Four(byte[] frame, int size)
    {
        double mean = frame.Average(v => (double)v);
        double horizontal = 0;
        double vertical = 0;
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                int at = (y * size) + x;
                horizontal += x > 0 ? Math.Abs(frame[at] - frame[at - 1]) : 0;
                vertical += y > 0 ? Math.Abs(frame[at] - frame[at - size]) : 0;
            }
        }

        double pairs = size * (size - 1.0);
        return [mean, Math.Sqrt(frame.Average(v => (v - mean) * (v - mean))), horizontal / pairs, vertical / pairs];
    }
}
