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

    [ThreadStatic]
    private static AlignedFloats? s_map;

    [ThreadStatic]
    private static AlignedFloats? s_inputErrors;

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
    private ErrorSource? _source;
    private float[]? _led;
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

    public override string Name => _pool is null ? "norm, activation" : "norm, activation, max-pool";

    /// <summary>Gets the activation's slope below zero.</summary>
    public float Slope { get; }

    private bool IsPooled => _pool is not null && _source is null;

    /// <summary>Does the work of a max-pool that follows, which then does none itself.</summary>
    public void Absorb(MaxPoolStage pool)
    {
        _pool = pool;
        pool.IsAbsorbed = true;
    }

    /// <summary>Has a rule give the error of what is activated, before any max-pool, instead of the stage above.</summary>
    public void Ask(ErrorSource source) => _source = source;

    /// <summary>Works together with the convolution whose output this is: see <see cref="ConvolutionStage.Lead"/>.</summary>
    public void Follow(float[] output) => _led = output;

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
            if (_led is null)
            {
                Chunks.Run(Team, frames, (_, first, count) => Measure(input, first, count));
            }

            EndMeasurement(frames, mode == PassMode.Estimate);
        }

        ForEachFrame(frames, frame => Apply(input, frame, observes: mode == PassMode.Train));
    }

    public override void Backward(float[] input, int frames, float[]? inputError)
    {
        Chunks.Run(Team, frames, (chunk, first, count) =>
        {
            _sums.Begin(chunk);
            for (int frame = first; frame < first + count; frame++)
            {
                Sum(input, chunk, frame);
            }
        });
        EndSums(frames);
        if (inputError is not null && _led is null)
        {
            ForEachFrame(frames, frame =>
            {
                fixed (float* to = &inputError[frame * Shape.Length])
                {
                    Centre(input, frame, to);
                }
            });
        }
    }

    /// <summary>Sums over some frames of a chunk that the leading convolution has done; the chunk's come one after the other.</summary>
    public void Measure(int first, int count) => Measure(_led!, first, count);

    /// <summary>Gives the errors of some frames of the leading convolution's output.</summary>
    public ReadOnlySpan<float> ReadInputErrors(int first, int count)
    {
        float* to = (s_inputErrors ??= new AlignedFloats()).Take((nint)count * Shape.Length);
        for (int i = 0; i < count; i++)
        {
            Centre(_led!, first + i, to + ((nint)i * Shape.Length));
        }

        return new ReadOnlySpan<float>(to, count * Shape.Length);
    }

    private void ForEachFrame(int frames, Action<int> work) =>
        Chunks.Run(Team, frames, (_, first, count) =>
        {
            for (int frame = first; frame < first + count; frame++)
            {
                work(frame);
            }
        });

    private void Measure(float[] input, int first, int count)
    {
        int chunk = first / Chunks.Frames;
        if (first % Chunks.Frames == 0)
        {
            _sums.Begin(chunk);
        }

        for (int frame = first; frame < first + count; frame++)
        {
            (float[] sums, float[] squares) = _sums.BeginFrame(chunk);
            fixed (float* x = &input[frame * Shape.Length], s = sums, q = squares)
            {
                _kernel.Measure(x, s, q);
            }

            _sums.EndFrame(chunk);
        }
    }

    private void EndMeasurement(int frames, bool remember)
    {
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

    private void Apply(float[] input, int frame, bool observes)
    {
        fixed (float* x = &input[frame * Shape.Length], scale = _scale, shift = _shift)
        {
            var channels = new NormChannels { Scale = scale, Shift = shift };
            if (_pool is not null)
            {
                fixed (float* largest = &_pool.Output[frame * _pool.Shape.Length])
                {
                    _kernel.ApplyPooled(x, channels, largest);
                }
            }

            bool observed = observes && _source is not null;
            if (_pool is not null && !observed)
            {
                return;
            }

            // A map that goes through a max-pool is wanted only here.
            Span<float> map = _pool is null ? Output.AsSpan(frame * Shape.Length, Shape.Length) : Scratch();
            fixed (float* h = map)
            {
                _kernel.Apply(x, channels, h);
            }

            if (observed)
            {
                _source!.Observe(frame, map);
            }
        }
    }

    /// <summary>The error of what is activated, of the windows' largest where the max-pool's error is all there is.</summary>
    private Span<float> ErrorOf(int frame)
    {
        if (_source is not null)
        {
            Span<float> error = Scratch();
            _source.Spread(frame, error);
            return error;
        }

        return _pool is null ? Error.AsSpan(frame * Shape.Length, Shape.Length) : _pool.Error.AsSpan(frame * _pool.Shape.Length, _pool.Shape.Length);
    }

    private void Sum(float[] input, int chunk, int frame)
    {
        (float[] sums, float[] products) = _sums.BeginFrame(chunk);
        fixed (float* x = &input[frame * Shape.Length], error = ErrorOf(frame), s = sums, p = products, scale = _scale, shift = _shift, mean = _mean)
        {
            var channels = new NormChannels { Scale = scale, Shift = shift, Mean = mean };
            if (IsPooled)
            {
                _kernel.SumPooled(x, error, channels, s, p);
            }
            else
            {
                _kernel.Sum(x, error, channels, s, p);
            }
        }

        _sums.EndFrame(chunk);
    }

    private void EndSums(int frames)
    {
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
    }

    private void Centre(float[] input, int frame, float* to)
    {
        fixed (float* x = &input[frame * Shape.Length], error = ErrorOf(frame), scale = _scale, shift = _shift, factor = _factor, offset = _offset)
        {
            var channels = new NormChannels { Scale = scale, Shift = shift, Factor = factor, Offset = offset };
            if (IsPooled)
            {
                _kernel.CentrePooled(x, error, channels, to);
            }
            else
            {
                _kernel.Centre(x, error, channels, to);
            }
        }
    }

    /// <summary>One frame's map, for the moment.</summary>
    private Span<float> Scratch() => new((s_map ??= new AlignedFloats()).Take(Shape.Length), Shape.Length);

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
}
