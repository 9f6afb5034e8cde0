using System.Numerics;
using System.Runtime.InteropServices;

namespace LlsEdge.Host.Training.Networks;

/// <summary>Batch norm, then LeakyReLU: y = γ·(x − mean)/√(variance + ε) + β, h = y where y &gt; 0, else slope·y.</summary>
internal sealed class ActivationStage : Stage
{
    /// <summary>Keeps the root away from zero.</summary>
    public const double Epsilon = 1e-5;

    private readonly Parameter _gamma;
    private readonly Parameter _beta;
    private readonly float[] _mean;
    private readonly float[] _inverse;
    private readonly float[] _scale;
    private readonly float[] _shift;
    private readonly double[] _meanSum;
    private readonly double[] _varianceSum;
    private readonly Part[] _parts;
    private int _estimates;

    public ActivationStage(FeatureShape shape, float slope, int batch)
        : base(shape, shape, batch)
    {
        int channels = shape.Channels;
        Slope = slope;
        _gamma = new Parameter([.. Enumerable.Repeat(1f, channels)]);
        _beta = new Parameter(new float[channels]);
        _mean = new float[channels];
        _inverse = new float[channels];
        _scale = new float[channels];
        _shift = new float[channels];
        _meanSum = new double[channels];
        _varianceSum = new double[channels];
        _parts = Chunks.Create(batch, () => new Part(channels));
        Parameters = [_gamma, _beta];
    }

    /// <summary>Gets the activation's slope below zero.</summary>
    public float Slope { get; }

    public override string Name => "norm, activation";

    /// <summary>Forgets what earlier passes remembered for evaluation.</summary>
    public void ForgetEstimates()
    {
        Array.Clear(_meanSum);
        Array.Clear(_varianceSum);
        _estimates = 0;
    }

    /// <summary>Gives y = scale·x + shift, channel by channel, as in evaluation.</summary>
    public (float[] Scale, float[] Shift) GetAffine()
    {
        UseEstimates();
        return ([.. _scale], [.. _shift]);
    }

    public override void Forward(float[] input, int frames, PassMode mode)
    {
        if (mode == PassMode.Evaluate)
        {
            UseEstimates();
        }
        else
        {
            Measure(input, frames, mode == PassMode.Estimate);
        }

        Chunks.Run(Team, frames, (_, first, count) =>
        {
            int channels = Shape.Channels;
            for (int at = first * Shape.Length; at < (first + count) * Shape.Length; at += channels)
            {
                Apply(input.AsSpan(at, channels), Output.AsSpan(at, channels));
            }
        });
    }

    public override void Backward(float[] input, int frames, float[]? inputError)
    {
        double positions = (double)frames * Shape.Pixels;
        Chunks.Run(Team, frames, (chunk, first, count) => _parts[chunk].Sum(first, count, Shape, (at, sums, products) => Mask(input, at, sums, products)));
        (double[] sum, double[] product) = Total(frames);
        float[] sumMean = new float[sum.Length];
        float[] productMean = new float[sum.Length];
        for (int c = 0; c < sum.Length; c++)
        {
            _beta.Gradient[c] = (float)sum[c];
            _gamma.Gradient[c] = (float)product[c];
            sumMean[c] = (float)(sum[c] / positions);
            productMean[c] = (float)(product[c] / positions);
        }

        if (inputError is not null)
        {
            Chunks.Run(Team, frames, (_, first, count) =>
            {
                int channels = Shape.Channels;
                for (int at = first * Shape.Length; at < (first + count) * Shape.Length; at += channels)
                {
                    Centre(input.AsSpan(at, channels), Error.AsSpan(at, channels), inputError.AsSpan(at, channels), sumMean, productMean);
                }
            });
        }
    }

    private void Measure(float[] input, int frames, bool remember)
    {
        double positions = (double)frames * Shape.Pixels;
        Chunks.Run(Team, frames, (chunk, first, count) => _parts[chunk].Sum(first, count, Shape, (at, sums, squares) =>
        {
            ReadOnlySpan<float> x = input.AsSpan(at, sums.Length);
            Lanes.Add(x, sums);
            Lanes.AddProduct(x, x, squares);
        }));
        (double[] sum, double[] square) = Total(frames);
        for (int c = 0; c < sum.Length; c++)
        {
            double mean = sum[c] / positions;
            double variance = Math.Max(0, (square[c] / positions) - (mean * mean));
            SetChannel(c, mean, variance);
            if (remember)
            {
                _meanSum[c] += mean;
                _varianceSum[c] += variance * positions / Math.Max(1, positions - 1);
            }
        }

        _estimates += remember ? 1 : 0;
    }

    private void UseEstimates()
    {
        for (int c = 0; c < _mean.Length; c++)
        {
            SetChannel(c, _meanSum[c] / _estimates, _varianceSum[c] / _estimates);
        }
    }

    private void SetChannel(int c, double mean, double variance)
    {
        double inverse = 1 / Math.Sqrt(variance + Epsilon);
        _mean[c] = (float)mean;
        _inverse[c] = (float)inverse;
        _scale[c] = (float)(_gamma.Values[c] * inverse);
        _shift[c] = (float)(_beta.Values[c] - (mean * _gamma.Values[c] * inverse));
    }

    private (double[] First, double[] Second) Total(int frames)
    {
        double[] first = new double[Shape.Channels];
        double[] second = new double[Shape.Channels];
        for (int i = 0; i < Chunks.Count(frames); i++)
        {
            for (int c = 0; c < first.Length; c++)
            {
                first[c] += _parts[i].First[c];
                second[c] += _parts[i].Second[c];
            }
        }

        return (first, second);
    }

    private void Apply(ReadOnlySpan<float> input, Span<float> output)
    {
        ReadOnlySpan<Vector<float>> xs = MemoryMarshal.Cast<float, Vector<float>>(input);
        Span<Vector<float>> hs = MemoryMarshal.Cast<float, Vector<float>>(output);
        ReadOnlySpan<Vector<float>> scales = MemoryMarshal.Cast<float, Vector<float>>(_scale.AsSpan());
        ReadOnlySpan<Vector<float>> shifts = MemoryMarshal.Cast<float, Vector<float>>(_shift.AsSpan());
        for (int i = 0; i < hs.Length; i++)
        {
            Vector<float> y = (xs[i] * scales[i]) + shifts[i];
            hs[i] = Vector.ConditionalSelect(Vector.GreaterThan(y, Vector<float>.Zero), y, y * Slope);
        }

        for (int i = hs.Length * Vector<float>.Count; i < output.Length; i++)
        {
            float y = (input[i] * _scale[i]) + _shift[i];
            output[i] = y > 0 ? y : y * Slope;
        }
    }

    /// <summary>Turns the error of h into that of y, and adds it, and its product with x's normalised value, to the channels' sums.</summary>
    private void Mask(float[] input, int at, Span<float> sums, Span<float> products)
    {
        int channels = sums.Length;
        Span<float> error = Error.AsSpan(at, channels);
        ReadOnlySpan<float> x = input.AsSpan(at, channels);
        ReadOnlySpan<float> h = Output.AsSpan(at, channels);
        Span<Vector<float>> es = MemoryMarshal.Cast<float, Vector<float>>(error);
        ReadOnlySpan<Vector<float>> xs = MemoryMarshal.Cast<float, Vector<float>>(x);
        ReadOnlySpan<Vector<float>> hs = MemoryMarshal.Cast<float, Vector<float>>(h);
        Span<Vector<float>> sumLanes = MemoryMarshal.Cast<float, Vector<float>>(sums);
        Span<Vector<float>> productLanes = MemoryMarshal.Cast<float, Vector<float>>(products);
        ReadOnlySpan<Vector<float>> means = MemoryMarshal.Cast<float, Vector<float>>(_mean.AsSpan());
        ReadOnlySpan<Vector<float>> inverses = MemoryMarshal.Cast<float, Vector<float>>(_inverse.AsSpan());
        for (int i = 0; i < es.Length; i++)
        {
            Vector<float> e = Vector.ConditionalSelect(Vector.GreaterThan(hs[i], Vector<float>.Zero), es[i], es[i] * Slope);
            es[i] = e;
            sumLanes[i] += e;
            productLanes[i] += e * (xs[i] - means[i]) * inverses[i];
        }

        for (int i = es.Length * Vector<float>.Count; i < channels; i++)
        {
            error[i] = h[i] > 0 ? error[i] : error[i] * Slope;
            sums[i] += error[i];
            products[i] += error[i] * (x[i] - _mean[i]) * _inverse[i];
        }
    }

    /// <summary>The error of x: that of y less its mean and its projection on x, for both are taken out of x.</summary>
    private void Centre(ReadOnlySpan<float> x, ReadOnlySpan<float> error, Span<float> inputError, float[] sumMean, float[] productMean)
    {
        ReadOnlySpan<Vector<float>> xs = MemoryMarshal.Cast<float, Vector<float>>(x);
        ReadOnlySpan<Vector<float>> es = MemoryMarshal.Cast<float, Vector<float>>(error);
        Span<Vector<float>> targets = MemoryMarshal.Cast<float, Vector<float>>(inputError);
        ReadOnlySpan<Vector<float>> means = MemoryMarshal.Cast<float, Vector<float>>(_mean.AsSpan());
        ReadOnlySpan<Vector<float>> inverses = MemoryMarshal.Cast<float, Vector<float>>(_inverse.AsSpan());
        ReadOnlySpan<Vector<float>> scales = MemoryMarshal.Cast<float, Vector<float>>(_scale.AsSpan());
        ReadOnlySpan<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(sumMean.AsSpan());
        ReadOnlySpan<Vector<float>> products = MemoryMarshal.Cast<float, Vector<float>>(productMean.AsSpan());
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = scales[i] * (es[i] - sums[i] - ((xs[i] - means[i]) * inverses[i] * products[i]));
        }

        for (int i = targets.Length * Vector<float>.Count; i < inputError.Length; i++)
        {
            inputError[i] = _scale[i] * (error[i] - sumMean[i] - ((x[i] - _mean[i]) * _inverse[i] * productMean[i]));
        }
    }

    /// <summary>Two sums a channel over the frames of one chunk: in float over a frame, in double over frames.</summary>
    private sealed class Part(int channels)
    {
        private readonly float[] _first = new float[channels];
        private readonly float[] _second = new float[channels];

        public delegate void Accumulate(int at, Span<float> first, Span<float> second);

        public double[] First { get; } = new double[channels];

        public double[] Second { get; } = new double[channels];

        public void Sum(int firstFrame, int frames, FeatureShape shape, Accumulate accumulate)
        {
            Array.Clear(First);
            Array.Clear(Second);
            for (int f = firstFrame; f < firstFrame + frames; f++)
            {
                Array.Clear(_first);
                Array.Clear(_second);
                for (int i = 0; i < shape.Pixels; i++)
                {
                    accumulate((f * shape.Length) + (i * shape.Channels), _first, _second);
                }

                for (int c = 0; c < _first.Length; c++)
                {
                    First[c] += _first[c];
                    Second[c] += _second[c];
                }
            }
        }
    }
}
