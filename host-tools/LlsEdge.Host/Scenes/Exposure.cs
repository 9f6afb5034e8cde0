namespace LlsEdge.Host.Scenes;

/// <summary>What light, lens and sensor do to a picture.</summary>
internal sealed record Exposure
{
    public double Gain { get; init; } = 1;

    /// <summary>How much lighter the right edge is than the middle.</summary>
    public double SlopeX { get; init; }

    /// <summary>How much lighter the lower edge is than the middle.</summary>
    public double SlopeY { get; init; }

    /// <summary>How much darker a corner is than the middle.</summary>
    public double Vignette { get; init; }

    /// <summary>Standard deviation of the blur, in pixels.</summary>
    public double Blur { get; init; }

    /// <summary>Standard deviation of the noise, in gray levels.</summary>
    public double Noise { get; init; }

    /// <summary>Light added everywhere: haze, stray light.</summary>
    public double Haze { get; init; }

    /// <summary>Exposes a square picture; the picture is overwritten.</summary>
    public byte[] Expose(double[] picture, int size, SceneRandom random)
    {
        double scale = 2.0 / size;
        for (int y = 0; y < size; y++)
        {
            double v = (y + 0.5) * scale - 1;
            for (int x = 0; x < size; x++)
            {
                double u = (x + 0.5) * scale - 1;
                double light = Gain * (1 + SlopeX * u + SlopeY * v) * (1 - Vignette * 0.5 * (u * u + v * v));
                picture[y * size + x] = picture[y * size + x] * light + Haze;
            }
        }

        Smooth(picture, size);
        byte[] frame = new byte[size * size];
        for (int i = 0; i < frame.Length; i++)
        {
            double value = SceneMath.Clamp01(picture[i]);
            double grain = Noise * (0.6 + 0.4 * value);
            frame[i] = (byte)Math.Clamp((int)Math.Floor(value * 255 + grain * random.Normal() + 0.5), 0, 255);
        }

        return frame;
    }

    // Repeated three-tap filters of variance ½ each; the last one takes the rest.
    private void Smooth(double[] picture, int size)
    {
        for (double variance = Blur * Blur; variance > 1e-6; variance -= 0.5)
        {
            double side = Math.Min(0.5, variance) / 2;
            for (int i = 0; i < size; i++)
            {
                Filter(picture, i * size, 1, size, side);
                Filter(picture, i, size, size, side);
            }
        }
    }

    private static void Filter(double[] picture, int start, int step, int count, double side)
    {
        double previous = picture[start];
        double current = previous;
        int end = start + step * (count - 1);
        for (int at = start; at < end; at += step)
        {
            double next = picture[at + step];
            picture[at] = current + side * (previous - 2 * current + next);
            previous = current;
            current = next;
        }

        picture[end] = current + side * (previous - current);
    }
}
