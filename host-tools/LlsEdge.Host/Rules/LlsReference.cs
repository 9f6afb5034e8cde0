namespace LlsEdge.Host.Rules;

/// <summary>
/// The local rule of one layer in float64, written line by line as the equations are: the measure of every faster path. One frame at a time; nothing here
/// is meant to be quick.
/// </summary>
public sealed class LlsReference
{
    private readonly AveragePooling _pooling;
    private readonly double[][] _basis;

    /// <summary>Sets up the rule for one layer.</summary>
    /// <param name="pooling">The map's shape, and the grid P×P that it is averaged to.</param>
    /// <param name="basis">B, as rows of the latent's length.</param>
    /// <param name="modulation">How products become scores.</param>
    /// <param name="classes">C; B has so many rows too, unless the modulation is a matrix.</param>
    /// <param name="temperature">T.</param>
    /// <param name="normalise">Whether u = z/‖z‖ (LLS) or u = z (random bases and trained local classifiers).</param>
    public LlsReference(AveragePooling pooling, double[][] basis, Modulation modulation, int classes, double temperature, bool normalise = true)
    {
        ArgumentNullException.ThrowIfNull(pooling);
        ArgumentNullException.ThrowIfNull(basis);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        if (Array.Exists(basis, row => row.Length != pooling.Length))
        {
            throw new ArgumentException($"Every row of the basis must have the latent's {pooling.Length} columns.", nameof(basis));
        }

        if (modulation != Modulation.Matrix && basis.Length != classes)
        {
            throw new ArgumentException($"Without a modulating matrix the basis needs one row a class: {classes}, not {basis.Length}.", nameof(basis));
        }

        _pooling = pooling;
        _basis = basis;
        Modulation = modulation;
        Classes = classes;
        Temperature = temperature;
        Normalise = normalise;
    }

    /// <summary>How products become scores.</summary>
    public Modulation Modulation { get; }

    /// <summary>C.</summary>
    public int Classes { get; }

    /// <summary>T.</summary>
    public double Temperature { get; }

    /// <summary>Whether the latent is brought to length 1.</summary>
    public bool Normalise { get; }

    /// <summary>The number of modulation parameters: 0, C or R·C.</summary>
    public int ModulationLength => Modulation switch { Modulation.None => 0, Modulation.Vector => Classes, _ => _basis.Length * Classes };

    /// <summary>Loss and gradients of one frame.</summary>
    /// <param name="map">h, the layer's activations, [channel][y][x].</param>
    /// <param name="label">The true class.</param>
    /// <param name="modulation">m, or M row by row; empty for plain LLS.</param>
    /// <returns>Everything the rule computes.</returns>
    public LlsResult Evaluate(double[] map, int label, double[] modulation)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(modulation);
        ArgumentOutOfRangeException.ThrowIfNotEqual(modulation.Length, ModulationLength);
        double[] z = _pooling.Pool(map);
        double norm = Normalise ? Math.Sqrt(z.Sum(v => v * v)) : 1;

        // A map that is zero everywhere has no direction: u = 0, and no signal.
        double[] u = norm > 0 ? [.. z.Select(v => v / norm)] : new double[z.Length];
        double[] q = [.. _basis.Select(row => Dot(row, u))];
        double[] s = Scores(q, modulation);
        double[] p = Softmax(s);
        double[] e = [.. p.Select((v, c) => c == label ? v - 1 : v)];
        double[] r = BackToProducts(e, modulation);

        double a = Dot(r, q) / Temperature;
        double[] dz = new double[z.Length];
        for (int t = 0; t < z.Length && norm > 0; t++)
        {
            double g = 0;
            for (int i = 0; i < r.Length; i++)
            {
                g += _basis[i][t] * r[i] / Temperature;
            }

            dz[t] = Normalise ? (g - (u[t] * a)) / norm : g;
        }

        return new LlsResult
        {
            Latent = z,
            Scores = s,
            Probabilities = p,
            Loss = -Math.Log(p[label]),
            ActivationGradient = _pooling.Spread(dz),
            ModulationGradient = ModulationGradient(q, e),
            BasisGradient = [.. r.Select(ri => u.Select(v => ri * v / Temperature).ToArray())],
        };
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    private double[] Scores(double[] q, double[] m)
    {
        double[] s = new double[Classes];
        for (int j = 0; j < Classes; j++)
        {
            s[j] = Modulation switch
            {
                Modulation.None => q[j],
                Modulation.Vector => m[j] * q[j],
                _ => q.Select((v, i) => v * m[(i * Classes) + j]).Sum(),
            };
        }

        return s;
    }

    private double[] Softmax(double[] s)
    {
        double best = s.Max();
        double[] powers = [.. s.Select(v => Math.Exp((v - best) / Temperature))];
        double total = powers.Sum();
        return [.. powers.Select(v => v / total)];
    }

    private double[] BackToProducts(double[] e, double[] m)
    {
        double[] r = new double[_basis.Length];
        for (int i = 0; i < r.Length; i++)
        {
            r[i] = Modulation switch
            {
                Modulation.None => e[i],
                Modulation.Vector => m[i] * e[i],
                _ => e.Select((v, j) => m[(i * Classes) + j] * v).Sum(),
            };
        }

        return r;
    }

    private double[] ModulationGradient(double[] q, double[] e) => Modulation switch
    {
        Modulation.None => [],
        Modulation.Vector => [.. e.Select((v, c) => v * q[c] / Temperature)],
        _ => [.. q.SelectMany(qi => e.Select(ej => qi * ej / Temperature))],
    };
}
