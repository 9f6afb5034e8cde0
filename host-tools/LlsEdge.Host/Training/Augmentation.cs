namespace LlsEdge.Host.Training;

/// <summary>Which changes of view, lens and light a factory model should not care about.</summary>
public sealed record AugmentationOptions
{
    /// <summary>Mirrors every second frame.</summary>
    public bool Mirror { get; init; } = true;

    /// <summary>Largest rotation in degrees.</summary>
    public double Rotation { get; init; } = 5;

    /// <summary>Largest change of scale, as a fraction.</summary>
    public double Scale { get; init; } = 0.1;

    /// <summary>Largest shift, as a fraction of the frame.</summary>
    public double Shift { get; init; } = 0.06;

    /// <summary>Largest standard deviation of added noise, in gray levels.</summary>
    public double Noise { get; init; } = 6;
}

/// <summary>Draws a changed copy of a frame: mirror, rotation, scale and shift in one bilinear resampling, then noise.</summary>
public sealed class Augmentation
{
    private readonly int _size;
    private readonly AugmentationOptions _options;

    /// <summary>Prepares for frames of one size.</summary>
    /// <param name="size">Height and width.</param>
    /// <param name="options">What to do.</param>
    public Augmentation(int size, AugmentationOptions options)
    {
        _size = size;
        _options = options;
    }

    /// <summary>Draws one copy.</summary>
    /// <param name="source">The frame.</param>
    /// <param name="target">Receives the copy.</param>
    /// <param name="random">Where chance comes from.</param>
    public void Apply(byte[] source, byte[] target, Random random)
    {
        double angle = Signed(random) * _options.Rotation * Math.PI / 180;
        double scale = 1 + (Signed(random) * _options.Scale);
        double dx = Signed(random) * _options.Shift * _size;
        double dy = Signed(random) * _options.Shift * _size;
        bool mirror = _options.Mirror && random.Next(2) == 1;
        double noise = random.NextDouble() * _options.Noise;
        float cos = (float)(Math.Cos(angle) / scale);
        float sin = (float)(Math.Sin(angle) / scale);
        float centre = (_size - 1) / 2f;
        for (int y = 0; y < _size; y++)
        {
            for (int x = 0; x < _size; x++)
            {
                float u = (mirror ? centre - x : x - centre) - (float)dx;
                float v = y - centre - (float)dy;
                float value = Sample(source, centre + (u * cos) - (v * sin), centre + (u * sin) + (v * cos));
                if (noise > 0)
                {
                    // The sum of four uniform values is close enough to normal; its deviation is 1/√3.
                    int bits = random.Next();
                    float sum = (bits & 127) + ((bits >> 7) & 127) + ((bits >> 14) & 127) + ((bits >> 21) & 127);
                    value += ((sum / 127f) - 2f) * 1.732f * (float)noise;
                }

                target[(y * _size) + x] = (byte)Math.Clamp(value + 0.5f, 0, 255);
            }
        }
    }

    private static double Signed(Random random) => (2 * random.NextDouble()) - 1;

    private float Sample(byte[] source, float x, float y)
    {
        x = Math.Clamp(x, 0, _size - 1.001f);
        y = Math.Clamp(y, 0, _size - 1.001f);
        int left = (int)x;
        int top = (int)y;
        float fx = x - left;
        float fy = y - top;
        int at = (top * _size) + left;
        float upper = source[at] + (fx * (source[at + 1] - source[at]));
        float lower = source[at + _size] + (fx * (source[at + _size + 1] - source[at + _size]));
        return upper + (fy * (lower - upper));
    }
}
