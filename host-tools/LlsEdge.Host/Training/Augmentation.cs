using System.Buffers;

namespace LlsEdge.Host.Training;

/// <summary>
/// Draws a changed copy of a frame, in the order in which a camera would change it: view (mirror, rotation, scale and shift in one bilinear resampling),
/// lens (blur, vignetting), light (darkness, gamma), sensor (noise).
/// The copy depends on the frame and the random numbers alone.
/// </summary>
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

    /// <summary>Draws one copy; may be called from several threads.</summary>
    /// <param name="source">The frame.</param>
    /// <param name="target">Receives the copy.</param>
    /// <param name="random">Where chance comes from.</param>
    public void Apply(byte[] source, byte[] target, Random random)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(random);
        float[] rented = ArrayPool<float>.Shared.Rent(_size * _size);
        Span<float> values = rented.AsSpan(0, _size * _size);
        Resample(source, values, random);
        Blur(values, random);
        Light(values, random);
        Hide(values, random);
        Digitise(values, target, random);
        ArrayPool<float>.Shared.Return(rented);
    }

    private static double Signed(Random random) => (2 * random.NextDouble()) - 1;

    private void Resample(byte[] source, Span<float> values, Random random)
    {
        double angle = Signed(random) * _options.Rotation * Math.PI / 180;
        double scale = 1 + (Signed(random) * _options.Scale);
        float dx = (float)(Signed(random) * _options.Shift * _size);
        float dy = (float)(Signed(random) * _options.Shift * _size);
        bool mirror = _options.Mirror && random.Next(2) == 1;
        float cos = (float)(Math.Cos(angle) / scale);
        float sin = (float)(Math.Sin(angle) / scale);
        float centre = (_size - 1) / 2f;
        for (int y = 0; y < _size; y++)
        {
            float v = y - centre - dy;
            for (int x = 0; x < _size; x++)
            {
                float u = (mirror ? centre - x : x - centre) - dx;
                values[(y * _size) + x] = Sample(source, centre + (u * cos) - (v * sin), centre + (u * sin) + (v * cos));
            }
        }
    }

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

    // Repeated three-tap filters (a, 1 − 2a, a), each of variance 2a ≤ ½, approach a Gaussian of the summed variance.
    private void Blur(Span<float> values, Random random)
    {
        double deviation = Signed(random) * _options.Blur;
        if (deviation <= 0)
        {
            return;
        }

        double variance = deviation * deviation;
        int passes = (int)Math.Ceiling(2 * variance);
        float side = (float)(variance / passes / 2);
        for (int pass = 0; pass < passes; pass++)
        {
            for (int line = 0; line < _size; line++)
            {
                Smooth(values, line * _size, 1, side);
                Smooth(values, line, _size, side);
            }
        }
    }

    private void Smooth(Span<float> values, int first, int step, float side)
    {
        int at = first;
        float before = values[at];
        for (int i = 0; i < _size; i++)
        {
            float here = values[at];
            float after = i + 1 < _size ? values[at + step] : here;
            values[at] = here + (side * (before - (2 * here) + after));
            before = here;
            at += step;
        }
    }

    private void Light(Span<float> values, Random random)
    {
        float gain = (float)(1 - (random.NextDouble() * _options.Darkness));
        float corner = (float)(random.NextDouble() * _options.Vignetting);
        double gamma = Math.Exp(Signed(random) * _options.Gamma);
        if (_options.Darkness <= 0 && _options.Vignetting <= 0 && _options.Gamma <= 0)
        {
            return;
        }

        Span<float> curve = stackalloc float[257];
        for (int i = 0; i < curve.Length; i++)
        {
            curve[i] = (float)(255 * Math.Pow(Math.Min(i, 255) / 255.0, gamma));
        }

        float centre = (_size - 1) / 2f;
        float perSquare = corner / (2 * centre * centre);
        for (int y = 0; y < _size; y++)
        {
            for (int x = 0; x < _size; x++)
            {
                float square = ((x - centre) * (x - centre)) + ((y - centre) * (y - centre));
                float light = Math.Clamp(values[(y * _size) + x] * gain * (1 - (perSquare * square)), 0, 255);
                int step = (int)light;
                values[(y * _size) + x] = curve[step] + ((light - step) * (curve[step + 1] - curve[step]));
            }
        }
    }

    private void Hide(Span<float> values, Random random)
    {
        int side = (int)(Signed(random) * _options.Cutout * _size);
        if (side <= 0)
        {
            return;
        }

        int left = random.Next(_size - side + 1);
        int top = random.Next(_size - side + 1);
        float gray = random.Next(256);
        for (int y = top; y < top + side; y++)
        {
            values.Slice((y * _size) + left, side).Fill(gray);
        }
    }

    private void Digitise(Span<float> values, byte[] target, Random random)
    {
        // The sum of four uniform values is close enough to normal; its deviation is 1/√3.
        float scale = (float)(random.NextDouble() * _options.Noise * 1.732 / 127);
        uint state = (uint)random.Next() | 1;
        for (int i = 0; i < values.Length; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            uint sum = (state & 127) + ((state >> 7) & 127) + ((state >> 14) & 127) + ((state >> 21) & 127);
            target[i] = (byte)Math.Clamp(values[i] + (((int)sum - 254) * scale) + 0.5f, 0, 255);
        }
    }
}
