using LlsEdge.Host.Rules;

namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// The rule family of <see cref="LlsReference"/> for batches in float: the same equations, the same names. The map's channels are adjacent, the latent is
/// [channel][cell] as in the reference.
/// </summary>
internal sealed class LocalSource : ErrorSource
{
    private readonly FeatureShape _shape;
    private readonly CellAverage _average;
    private readonly Modulation _modulation;
    private readonly bool _normalise;
    private readonly float _temperature;
    private readonly int _classes;
    private readonly int _rows;
    private readonly int _columns;
    private readonly float[] _basis;
    private readonly Parameter? _factors;
    private readonly Parameter? _learntBasis;
    private readonly float[] _latents;
    private readonly Part[] _parts;

    /// <summary>Sets the rule up for one stage.</summary>
    /// <param name="shape">The map's shape.</param>
    /// <param name="average">Its cells.</param>
    /// <param name="basis">B, as rows of the latent's length.</param>
    /// <param name="learnBasis">Whether B learns too: the trained local classifier of LocalLosses.</param>
    /// <param name="modulation">How products become scores.</param>
    /// <param name="factors">m or M at the start.</param>
    /// <param name="classes">C.</param>
    /// <param name="temperature">T.</param>
    /// <param name="normalise">Whether the latent is brought to length 1.</param>
    /// <param name="batch">The most frames of a batch.</param>
    public LocalSource(
        FeatureShape shape,
        CellAverage average,
        double[][] basis,
        bool learnBasis,
        Modulation modulation,
        float[] factors,
        int classes,
        double temperature,
        bool normalise,
        int batch)
    {
        _shape = shape;
        _average = average;
        _rows = basis.Length;
        _columns = shape.Channels * average.Count;
        _basis = [.. basis.SelectMany(row => row.Select(v => (float)v))];
        ArgumentOutOfRangeException.ThrowIfNotEqual(_basis.Length, _rows * _columns);
        _modulation = modulation;
        _classes = classes;
        _temperature = (float)temperature;
        _normalise = normalise;
        _factors = modulation == Modulation.None ? null : new Parameter(factors);
        _learntBasis = learnBasis ? new Parameter(_basis) : null;
        _latents = new float[batch * _columns];
        _parts = Chunks.Create(batch, () => new Part(this));
        Parameters = [.. new[] { _factors, _learntBasis }.OfType<Parameter>()];
    }

    /// <summary>Gets B·u and back, and q·M and back with M's gradient; a basis that learns has a gradient too.</summary>
    public override long MacsPerFrame =>
        ((long)_rows * _columns * (_learntBasis is null ? 2 : 3)) + (_modulation == Modulation.Matrix ? 3L * _rows * _classes : 0);

    public override void Observe(int frame, ReadOnlySpan<float> map)
    {
        Span<float> z = Latent(frame);
        if (_average.IsIdentity)
        {
            map.CopyTo(z);
            return;
        }

        Span<float> cellMeans = stackalloc float[_shape.Channels];
        for (int cell = 0; cell < _average.Count; cell++)
        {
            _average.Average(cell, map, cellMeans);
            for (int k = 0; k < _shape.Channels; k++)
            {
                z[(k * _average.Count) + cell] = cellMeans[k];
            }
        }
    }

    public override void Compute(int frames, byte[] labels, float[] outputError)
    {
        Chunks.Run(Team, frames, (chunk, first, count) =>
        {
            _parts[chunk].Clear();
            for (int f = first; f < first + count; f++)
            {
                Evaluate(Latent(f), labels[f], 1f / frames, _parts[chunk]);
            }
        });
        int chunks = Chunks.Count(frames);
        if (_factors is not null)
        {
            Chunks.Sum(Team, [.. _parts.Select(p => p.FactorGradient)], chunks, _factors.Gradient);
        }

        if (_learntBasis is not null)
        {
            Chunks.Sum(Team, [.. _parts.Select(p => p.BasisGradient)], chunks, _learntBasis.Gradient);
        }
    }

    public override void Spread(int frame, Span<float> error)
    {
        ReadOnlySpan<float> dz = Latent(frame);
        if (_average.IsIdentity)
        {
            dz.CopyTo(error);
            return;
        }

        Span<float> cellError = stackalloc float[_shape.Channels];
        _average.Begin(error);
        for (int cell = 0; cell < _average.Count; cell++)
        {
            for (int k = 0; k < _shape.Channels; k++)
            {
                cellError[k] = dz[(k * _average.Count) + cell];
            }

            _average.Spread(cell, cellError, error);
        }
    }

    /// <summary>A frame's z, and after the computation its dz.</summary>
    private Span<float> Latent(int frame) => _latents.AsSpan(frame * _columns, _columns);

    /// <summary>Puts dz into the place of z.</summary>
    private void Evaluate(Span<float> latent, int label, float share, Part part)
    {
        float norm = _normalise ? MathF.Sqrt(Lanes.Dot(latent, latent)) : 1;
        if (norm == 0)
        {
            // The map is zero everywhere and has no direction.
            latent.Clear();
            return;
        }

        Span<float> u = part.U;
        for (int t = 0; t < u.Length; t++)
        {
            u[t] = latent[t] / norm;
        }

        Span<float> q = part.Products;
        for (int i = 0; i < _rows; i++)
        {
            q[i] = Lanes.Dot(Row(i), u);
        }

        Span<float> e = part.Errors;
        Softmax(q, e);
        e[label] -= 1;
        Span<float> r = part.Back;
        BackToProducts(q, e, r, share, part);
        float a = 0;
        latent.Clear();
        for (int i = 0; i < _rows; i++)
        {
            a += r[i] * q[i] / _temperature;
            Lanes.AddScaled(r[i] * share / (norm * _temperature), Row(i), latent);
            if (_learntBasis is not null)
            {
                Lanes.AddScaled(share * r[i] / _temperature, u, part.BasisGradient.AsSpan(i * _columns, _columns));
            }
        }

        if (_normalise)
        {
            Lanes.AddScaled(-a * share / norm, u, latent);
        }
    }

    private ReadOnlySpan<float> Row(int row) => _basis.AsSpan(row * _columns, _columns);

    /// <summary>p = softmax(s/T).</summary>
    private void Softmax(ReadOnlySpan<float> q, Span<float> p)
    {
        float best = float.NegativeInfinity;
        for (int j = 0; j < _classes; j++)
        {
            float s = _modulation switch { Modulation.None => q[j], Modulation.Vector => _factors!.Values[j] * q[j], _ => 0 };
            for (int i = 0; _modulation == Modulation.Matrix && i < _rows; i++)
            {
                s += q[i] * _factors!.Values[(i * _classes) + j];
            }

            p[j] = s / _temperature;
            best = Math.Max(best, p[j]);
        }

        float total = 0;
        for (int j = 0; j < _classes; j++)
        {
            p[j] = MathF.Exp(p[j] - best);
            total += p[j];
        }

        for (int j = 0; j < _classes; j++)
        {
            p[j] /= total;
        }
    }

    private void BackToProducts(ReadOnlySpan<float> q, ReadOnlySpan<float> e, Span<float> r, float share, Part part)
    {
        for (int i = 0; i < _rows; i++)
        {
            switch (_modulation)
            {
                case Modulation.None:
                    r[i] = e[i];
                    break;
                case Modulation.Vector:
                    r[i] = _factors!.Values[i] * e[i];
                    part.FactorGradient[i] += share * e[i] * q[i] / _temperature;
                    break;
                default:
                    r[i] = Lanes.Dot(_factors!.Values.AsSpan(i * _classes, _classes), e);
                    Lanes.AddScaled(share * q[i] / _temperature, e, part.FactorGradient.AsSpan(i * _classes, _classes));
                    break;
            }
        }
    }

    /// <summary>The scratch and the sums of one chunk.</summary>
    private sealed class Part(LocalSource owner)
    {
        public float[] U { get; } = new float[owner._columns];

        public float[] Products { get; } = new float[owner._rows];

        public float[] Back { get; } = new float[owner._rows];

        public float[] Errors { get; } = new float[owner._classes];

        public float[] FactorGradient { get; } = new float[owner._factors?.Values.Length ?? 0];

        public float[] BasisGradient { get; } = new float[owner._learntBasis?.Values.Length ?? 0];

        public void Clear()
        {
            Array.Clear(FactorGradient);
            Array.Clear(BasisGradient);
        }
    }
}
