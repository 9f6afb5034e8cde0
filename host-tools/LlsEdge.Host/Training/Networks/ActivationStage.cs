using LlsEdge.Host.Training.Float;

namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// Batch norm, then LeakyReLU: y = γ·(x − mean)/√(variance + ε) + β, h = y where y &gt; 0, else slope·y. A max-pool behind it may be left to it, which
/// saves writing the larger map and reading it again.
/// </summary>
internal sealed unsafe class ActivationStage : Stage
{
    [ThreadStatic]
    private static AlignedFloats? s_map;

    [ThreadStatic]
    private static AlignedFloats? s_inputErrors;

    private readonly NormKernel _kernel;
    private readonly BatchNorm _norm;
    private readonly ChannelSums _sums;
    private MaxPoolStage? _pool;
    private ErrorSource? _source;
    private float[]? _led;

    public ActivationStage(FeatureShape shape, float slope, int batch)
        : base(shape, shape, batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slope);
        Slope = slope;
        _kernel = NormKernel.Create(shape, slope);
        _norm = new BatchNorm(shape.Channels);
        _sums = new ChannelSums(shape.Channels, batch);
        Parameters = [_norm.Gamma, _norm.Beta];
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
    public void ForgetEstimates() => _norm.ForgetEstimates();

    /// <summary>Gives y = scale·x + shift, channel by channel, as in evaluation.</summary>
    public (float[] Scale, float[] Shift) GetAffine()
    {
        _norm.UseEstimates();
        return ([.. _norm.Scale], [.. _norm.Shift]);
    }

    public override void Forward(float[] input, int frames, PassMode mode)
    {
        if (mode == PassMode.Evaluate)
        {
            _norm.UseEstimates();
        }
        else
        {
            if (_led is null)
            {
                Chunks.Run(Team, frames, (_, first, count) => Measure(input, first, count));
            }

            _sums.Total(frames);
            _norm.SetMeasured(_sums, (double)frames * Shape.Pixels, remember: mode == PassMode.Estimate);
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
        _sums.Total(frames);
        _norm.SetGradients(_sums, (double)frames * Shape.Pixels);
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

    private void Apply(float[] input, int frame, bool observes)
    {
        fixed (float* x = &input[frame * Shape.Length], scale = _norm.Scale, shift = _norm.Shift)
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
        fixed (float* x = &input[frame * Shape.Length], error = ErrorOf(frame), s = sums, p = products, scale = _norm.Scale, shift = _norm.Shift, mean = _norm.Mean)
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

    private void Centre(float[] input, int frame, float* to)
    {
        fixed (float* x = &input[frame * Shape.Length], error = ErrorOf(frame), scale = _norm.Scale, shift = _norm.Shift, factor = _norm.Factor, offset = _norm.Offset)
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
}
