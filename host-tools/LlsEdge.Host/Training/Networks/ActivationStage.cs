using LlsEdge.Host.Training.Float;

namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// Batch norm, then LeakyReLU: y = γ·(x − mean)/√(variance + ε) + β, h = y where y &gt; 0, else slope·y. A max-pool behind it may be left to it, which
/// saves writing the larger map and reading it again.
/// </summary>
internal sealed unsafe class ActivationStage : Stage
{
    /// <summary>Keeps the root away from zero.</summary>
    public const double Epsilon = 1e-5;

    private readonly NormKernel _kernel;
    private readonly Parameter _gamma;
    private readonly Parameter _beta;
    private readonly float[] _mean;
    private readonly float[] _inverse;
    private readonly float[] _scale;
    private readonly float[] _shift;
    private readonly float[] _factor;
    private readonly float[] _offset;
    private readonly double[] _meanSum;
    private readonly double[] _varianceSum;
    private readonly ChannelSums _sums;
    private MaxPoolStage? _pool;
    private bool _keepsMap = true;
    private int _estimates;

    public ActivationStage(FeatureShape shape, float slope, int batch)
        : base(shape, shape, batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slope);
        int channels = shape.Channels;
        Slope = slope;
        _kernel = NormKernel.Create(shape, slope);
        _gamma = new Parameter([.. Enumerable.Repeat(1f, channels)]);
        _beta = new Parameter(new float[channels]);
        _mean = new float[channels];
        _inverse = new float[channels];
        _scale = new float[channels];
        _shift = new float[channels];
        _factor = new float[channels];
        _offset = new float[channels];
        _meanSum = new double[channels];
        _varianceSum = new double[channels];
        _sums = new ChannelSums(channels, batch);
        Parameters = [_gamma, _beta];
    }

    /// <summary>What a pass over the frames does.</summary>
    private enum Pass
    {
        Measure,
        Apply,
        Sum,
        Centre,
    }

    public override string Name => _pool is null ? "norm, activation" : "norm, activation, max-pool";

    /// <summary>Gets the activation's slope below zero.</summary>
    public float Slope { get; }

    /// <summary>Does the work of a max-pool that follows, which then does none itself.</summary>
    /// <param name="pool">The max-pool.</param>
    /// <param name="keepsMap">Whether the map before it is wanted too, and gets its error: a rule looks at it.</param>
    public void Absorb(MaxPoolStage pool, bool keepsMap)
    {
        _pool = pool;
        _keepsMap = keepsMap;
        pool.IsAbsorbed = true;
    }

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

        Run(Pass.Apply, input, frames, []);
    }

    public override void Backward(float[] input, int frames, float[]? inputError)
    {
        Run(Pass.Sum, input, frames, []);
        _sums.Total(frames);
        double positions = (double)frames * Shape.Pixels;
        for (int c = 0; c < _scale.Length; c++)
        {
            double product = _sums.Second[c] * _inverse[c];
            _beta.Gradient[c] = (float)_sums.First[c];
            _gamma.Gradient[c] = (float)product;

            // The error of y less its mean and its projection on x's normalised value, for both are taken out of x.
            double factor = -_scale[c] * (double)_inverse[c] * product / positions;
            _factor[c] = (float)factor;
            _offset[c] = (float)((-_scale[c] * _sums.First[c] / positions) - (factor * _mean[c]));
        }

        if (inputError is not null)
        {
            Run(Pass.Centre, input, frames, inputError);
        }
    }

    private void Measure(float[] input, int frames, bool remember)
    {
        Run(Pass.Measure, input, frames, []);
        _sums.Total(frames);
        double positions = (double)frames * Shape.Pixels;
        for (int c = 0; c < _mean.Length; c++)
        {
            double mean = _sums.First[c] / positions;
            double variance = Math.Max(0, (_sums.Second[c] / positions) - (mean * mean));
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

    /// <summary>A frame's part of what there is for all frames, or nothing.</summary>
    private static Span<float> From(float[] values, int start) => values.Length == 0 ? [] : values.AsSpan(start);

    private void Run(Pass pass, float[] input, int frames, float[] inputError) =>
        Chunks.Run(Team, frames, (chunk, first, count) =>
        {
            _sums.Begin(chunk);
            for (int frame = first; frame < first + count; frame++)
            {
                (float[] sums, float[] products) = _sums.BeginFrame(chunk);
                Run(pass, input, frame, inputError, sums, products);
                _sums.EndFrame(chunk);
            }
        });

    private void Run(Pass pass, float[] input, int frame, float[] inputError, float[] sums, float[] products)
    {
        bool pooled = !_keepsMap;
        int at = frame * Shape.Length;
        int pooledAt = frame * (_pool?.Shape.Length ?? 0);
        Span<float> error = pooled ? From(_pool!.Error, pooledAt) : From(Error, at);
        fixed (float* x = &input[at], dx = From(inputError, at), h = From(Output, at), e = error, large = From(_pool?.Output ?? [], pooledAt))
        fixed (float* scale = _scale, shift = _shift, mean = _mean, factor = _factor, offset = _offset, first = sums, second = products)
        {
            var channels = new NormChannels { Scale = scale, Shift = shift, Mean = mean, Factor = factor, Offset = offset };
            switch (pass)
            {
                case Pass.Measure:
                    _kernel.Measure(x, first, second);
                    break;
                case Pass.Apply:
                    if (_keepsMap)
                    {
                        _kernel.Apply(x, channels, h);
                    }

                    if (_pool is not null)
                    {
                        _kernel.ApplyPooled(x, channels, large);
                    }

                    break;
                case Pass.Sum when pooled:
                    _kernel.SumPooled(x, e, channels, first, second);
                    break;
                case Pass.Sum:
                    _kernel.Sum(x, e, channels, first, second);
                    break;
                case Pass.Centre when pooled:
                    _kernel.CentrePooled(x, e, channels, dx);
                    break;
                default:
                    _kernel.Centre(x, e, channels, dx);
                    break;
            }
        }
    }
}
