using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LlsEdge.Host.Training.Networks;
using Lanes = System.Runtime.Intrinsics.Vector512<float>;

namespace LlsEdge.Host.Training.Float;

/// <summary>Batch norm and LeakyReLU, 16 channels at a time: what belongs to them stays in registers while their pixels pass.</summary>
internal sealed unsafe class WideNormKernel(FeatureShape shape, float slope) : NormKernel(shape, slope)
{
    /// <summary>The number of channels is a multiple of this.</summary>
    public const int Width = 16;

    public override void Measure(float* x, float* sums, float* squares)
    {
        for (int c = 0; c < Shape.Channels; c += Width)
        {
            Lanes sum = Vector512.Load(sums + c);
            Lanes square = Vector512.Load(squares + c);
            float* end = x + Shape.Length;
            for (float* at = x + c; at < end; at += Shape.Channels)
            {
                Lanes value = Vector512.Load(at);
                sum += value;
                square = Vector512.FusedMultiplyAdd(value, value, square);
            }

            sum.Store(sums + c);
            square.Store(squares + c);
        }
    }

    public override void Apply(float* x, NormChannels n, float* h)
    {
        var slope = Vector512.Create(Slope);
        for (int c = 0; c < Shape.Channels; c += Width)
        {
            Lanes scale = Vector512.Load(n.Scale + c);
            Lanes shift = Vector512.Load(n.Shift + c);
            for (nint at = c; at < Shape.Length; at += Shape.Channels)
            {
                Bend(Vector512.FusedMultiplyAdd(Vector512.Load(x + at), scale, shift), slope).Store(h + at);
            }
        }
    }

    public override void ApplyPooled(float* x, NormChannels n, float* pooled)
    {
        var slope = Vector512.Create(Slope);
        for (int c = 0; c < Shape.Channels; c += Width)
        {
            Lanes scale = Vector512.Load(n.Scale + c);
            Lanes shift = Vector512.Load(n.Shift + c);
            float* to = pooled + c;
            for (int y = 0; y < Shape.Height / 2; y++)
            {
                float* at = x + ((nint)2 * y * RowStep) + c;
                for (int i = 0; i < Shape.Width / 2; i++, at += 2 * Shape.Channels, to += Shape.Channels)
                {
                    Bend(Window(at, scale, shift).Largest, slope).Store(to);
                }
            }
        }
    }

    public override void Sum(float* x, float* error, NormChannels n, float* sums, float* products)
    {
        var slope = Vector512.Create(Slope);
        for (int c = 0; c < Shape.Channels; c += Width)
        {
            Lanes scale = Vector512.Load(n.Scale + c);
            Lanes shift = Vector512.Load(n.Shift + c);
            Lanes mean = Vector512.Load(n.Mean + c);
            Lanes sum = Vector512.Load(sums + c);
            Lanes product = Vector512.Load(products + c);
            for (nint at = c; at < Shape.Length; at += Shape.Channels)
            {
                Lanes value = Vector512.Load(x + at);
                Lanes e = Mask(Vector512.FusedMultiplyAdd(value, scale, shift), Vector512.Load(error + at), slope);
                sum += e;
                product = Vector512.FusedMultiplyAdd(e, value - mean, product);
            }

            sum.Store(sums + c);
            product.Store(products + c);
        }
    }

    public override void SumPooled(float* x, float* error, NormChannels n, float* sums, float* products)
    {
        var slope = Vector512.Create(Slope);
        for (int c = 0; c < Shape.Channels; c += Width)
        {
            Lanes scale = Vector512.Load(n.Scale + c);
            Lanes shift = Vector512.Load(n.Shift + c);
            Lanes mean = Vector512.Load(n.Mean + c);
            Lanes sum = Vector512.Load(sums + c);
            Lanes product = Vector512.Load(products + c);
            float* from = error + c;
            for (int y = 0; y < Shape.Height / 2; y++)
            {
                float* at = x + ((nint)2 * y * RowStep) + c;
                for (int i = 0; i < Shape.Width / 2; i++, at += 2 * Shape.Channels, from += Shape.Channels)
                {
                    Quad window = Window(at, scale, shift);
                    Lanes e = Mask(window.Largest, Vector512.Load(from), slope);
                    sum += e;
                    product = Vector512.FusedMultiplyAdd(e, window.Chosen - mean, product);
                }
            }

            sum.Store(sums + c);
            product.Store(products + c);
        }
    }

    public override void Centre(float* x, float* error, NormChannels n, float* inputError)
    {
        var slope = Vector512.Create(Slope);
        for (int c = 0; c < Shape.Channels; c += Width)
        {
            Lanes scale = Vector512.Load(n.Scale + c);
            Lanes shift = Vector512.Load(n.Shift + c);
            Lanes factor = Vector512.Load(n.Factor + c);
            Lanes offset = Vector512.Load(n.Offset + c);
            for (nint at = c; at < Shape.Length; at += Shape.Channels)
            {
                Lanes value = Vector512.Load(x + at);
                Lanes e = Mask(Vector512.FusedMultiplyAdd(value, scale, shift), Vector512.Load(error + at), slope);
                Vector512.FusedMultiplyAdd(scale, e, Vector512.FusedMultiplyAdd(factor, value, offset)).Store(inputError + at);
            }
        }
    }

    public override void CentrePooled(float* x, float* error, NormChannels n, float* inputError)
    {
        var slope = Vector512.Create(Slope);
        for (int c = 0; c < Shape.Channels; c += Width)
        {
            Lanes scale = Vector512.Load(n.Scale + c);
            Lanes shift = Vector512.Load(n.Shift + c);
            Lanes factor = Vector512.Load(n.Factor + c);
            Lanes offset = Vector512.Load(n.Offset + c);
            float* from = error + c;
            for (int y = 0; y < Shape.Height / 2; y++)
            {
                nint at = ((nint)2 * y * RowStep) + c;
                for (int i = 0; i < Shape.Width / 2; i++, at += 2 * Shape.Channels, from += Shape.Channels)
                {
                    Quad window = Window(x + at, scale, shift);
                    Lanes e = scale * Mask(window.Largest, Vector512.Load(from), slope);
                    Give(x + at, window.First & e, factor, offset, inputError + at);
                    Give(x + at + Shape.Channels, window.Second & e, factor, offset, inputError + at + Shape.Channels);
                    Give(x + at + RowStep, window.Third & e, factor, offset, inputError + at + RowStep);
                    Give(x + at + RowStep + Shape.Channels, window.Fourth & e, factor, offset, inputError + at + RowStep + Shape.Channels);
                }
            }
        }

        CentreRest(x, n, inputError);
    }

    /// <summary>The odd last row and column, which no window covers.</summary>
    private void CentreRest(float* x, NormChannels n, float* inputError)
    {
        for (int pixel = 0; pixel < Shape.Pixels; pixel++)
        {
            if (pixel / Shape.Width < Shape.Height / 2 * 2 && pixel % Shape.Width < Shape.Width / 2 * 2)
            {
                continue;
            }

            nint at = (nint)pixel * Shape.Channels;
            for (int c = 0; c < Shape.Channels; c += Width)
            {
                Give(x + at + c, Lanes.Zero, Vector512.Load(n.Factor + c), Vector512.Load(n.Offset + c), inputError + at + c);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Give(float* x, Lanes e, Lanes factor, Lanes offset, float* inputError) =>
        (Vector512.FusedMultiplyAdd(factor, Vector512.Load(x), offset) + e).Store(inputError);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Bend(Lanes y, Lanes slope) => Mask(y, y, slope);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Mask(Lanes y, Lanes error, Lanes slope) => Vector512.ConditionalSelect(Vector512.GreaterThan(y, Lanes.Zero), error, error * slope);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Quad Window(float* at, Lanes scale, Lanes shift)
    {
        Lanes x0 = Vector512.Load(at);
        Lanes x1 = Vector512.Load(at + Shape.Channels);
        Lanes x2 = Vector512.Load(at + RowStep);
        Lanes x3 = Vector512.Load(at + RowStep + Shape.Channels);
        Lanes y0 = Vector512.FusedMultiplyAdd(x0, scale, shift);
        Lanes y1 = Vector512.FusedMultiplyAdd(x1, scale, shift);
        Lanes y2 = Vector512.FusedMultiplyAdd(x2, scale, shift);
        Lanes y3 = Vector512.FusedMultiplyAdd(x3, scale, shift);
        Lanes above = Vector512.GreaterThan(y1, y0);
        Lanes below = Vector512.GreaterThan(y3, y2);
        Lanes top = Vector512.ConditionalSelect(above, y1, y0);
        Lanes bottom = Vector512.ConditionalSelect(below, y3, y2);
        Lanes low = Vector512.GreaterThan(bottom, top);
        return new Quad
        {
            Largest = Vector512.ConditionalSelect(low, bottom, top),
            Chosen = Vector512.ConditionalSelect(low, Vector512.ConditionalSelect(below, x3, x2), Vector512.ConditionalSelect(above, x1, x0)),
            First = ~(low | above),
            Second = Vector512.AndNot(above, low),
            Third = Vector512.AndNot(low, below),
            Fourth = low & below,
        };
    }

    /// <summary>A window: its largest y, the x that it comes from, and where that is.</summary>
    private ref struct Quad
    {
        public Lanes Largest;
        public Lanes Chosen;
        public Lanes First;
        public Lanes Second;
        public Lanes Third;
        public Lanes Fourth;
    }
}
