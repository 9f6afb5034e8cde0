using LlsEdge.Host.Training.Networks;

namespace LlsEdge.Host.Training.Float;

/// <summary>Batch norm and LeakyReLU for any number of channels, one value after the other.</summary>
internal sealed unsafe class PlainNormKernel(FeatureShape shape, float slope) : NormKernel(shape, slope)
{
    public override void Measure(float* x, float* sums, float* squares)
    {
        for (int i = 0; i < Shape.Length; i++)
        {
            sums[i % Shape.Channels] += x[i];
            squares[i % Shape.Channels] += x[i] * x[i];
        }
    }

    public override void Apply(float* x, NormChannels n, float* h)
    {
        for (int i = 0; i < Shape.Length; i++)
        {
            float y = Y(x, n, i);
            h[i] = y > 0 ? y : y * Slope;
        }
    }

    public override void ApplyPooled(float* x, NormChannels n, float* pooled)
    {
        for (int i = 0; i < Shape.Height / 2 * (Shape.Width / 2) * Shape.Channels; i++)
        {
            float y = Y(x, n, Winner(x, n, i));
            pooled[i] = y > 0 ? y : y * Slope;
        }
    }

    public override void Sum(float* x, float* error, NormChannels n, float* sums, float* products)
    {
        for (int i = 0; i < Shape.Length; i++)
        {
            Add(x, error[i], n, i, sums, products);
        }
    }

    public override void SumPooled(float* x, float* error, NormChannels n, float* sums, float* products)
    {
        for (int i = 0; i < Shape.Height / 2 * (Shape.Width / 2) * Shape.Channels; i++)
        {
            Add(x, error[i], n, Winner(x, n, i), sums, products);
        }
    }

    public override void Centre(float* x, float* error, NormChannels n, float* inputError)
    {
        for (int i = 0; i < Shape.Length; i++)
        {
            int c = i % Shape.Channels;
            inputError[i] = (n.Scale[c] * Masked(x, error[i], n, i)) + (n.Factor[c] * x[i]) + n.Offset[c];
        }
    }

    public override void CentrePooled(float* x, float* error, NormChannels n, float* inputError)
    {
        for (int i = 0; i < Shape.Length; i++)
        {
            int c = i % Shape.Channels;
            inputError[i] = (n.Factor[c] * x[i]) + n.Offset[c];
        }

        for (int i = 0; i < Shape.Height / 2 * (Shape.Width / 2) * Shape.Channels; i++)
        {
            int winner = Winner(x, n, i);
            inputError[winner] += n.Scale[i % Shape.Channels] * Masked(x, error[i], n, winner);
        }
    }

    private float Y(float* x, NormChannels n, int i) => (x[i] * n.Scale[i % Shape.Channels]) + n.Shift[i % Shape.Channels];

    private float Masked(float* x, float error, NormChannels n, int i) => Y(x, n, i) > 0 ? error : error * Slope;

    private void Add(float* x, float error, NormChannels n, int i, float* sums, float* products)
    {
        int c = i % Shape.Channels;
        float e = Masked(x, error, n, i);
        sums[c] += e;
        products[c] += e * (x[i] - n.Mean[c]);
    }

    /// <summary>Where the largest y of a window lies.</summary>
    private int Winner(float* x, NormChannels n, int i)
    {
        int pixel = i / Shape.Channels;
        int wide = Shape.Width / 2;
        int at = (pixel / wide * 2 * RowStep) + (pixel % wide * 2 * Shape.Channels) + (i % Shape.Channels);
        int best = at;
        ReadOnlySpan<int> others = [at + Shape.Channels, at + RowStep, at + RowStep + Shape.Channels];
        foreach (int other in others)
        {
            best = Y(x, n, other) > Y(x, n, best) ? other : best;
        }

        return best;
    }
}
