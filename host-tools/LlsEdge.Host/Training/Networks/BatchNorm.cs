namespace LlsEdge.Host.Training.Networks;

/// <summary>The channels of a batch norm, y = γ·(x − mean)/√(variance + ε) + β = scale·x + shift: what is learnt and what is measured.</summary>
internal sealed class BatchNorm
{
    /// <summary>Keeps the root away from zero.</summary>
    public const double Epsilon = 1e-5;

    private readonly float[] _inverse;
    private readonly double[] _meanSum;
    private readonly double[] _varianceSum;
    private int _estimates;

    public BatchNorm(int channels)
    {
        Gamma = new Parameter([.. Enumerable.Repeat(1f, channels)]);
        Beta = new Parameter(new float[channels]);
        Mean = new float[channels];
        Scale = new float[channels];
        Shift = new float[channels];
        Factor = new float[channels];
        Offset = new float[channels];
        _inverse = new float[channels];
        _meanSum = new double[channels];
        _varianceSum = new double[channels];
    }

    public Parameter Gamma { get; }

    public Parameter Beta { get; }

    public float[] Mean { get; }

    public float[] Scale { get; }

    public float[] Shift { get; }

    /// <summary>Gets what the error of x, scale·e + factor·x + offset, has of x, e being that of y; see <see cref="SetGradients"/>.</summary>
    public float[] Factor { get; }

    /// <summary>Gets what the error of x has besides; see <see cref="Factor"/>.</summary>
    public float[] Offset { get; }

    /// <summary>Forgets what <see cref="SetMeasured"/> remembered.</summary>
    public void ForgetEstimates()
    {
        Array.Clear(_meanSum);
        Array.Clear(_varianceSum);
        _estimates = 0;
    }

    /// <summary>Takes the means of what was remembered.</summary>
    public void UseEstimates()
    {
        for (int c = 0; c < Mean.Length; c++)
        {
            SetChannel(c, _meanSum[c] / _estimates, _varianceSum[c] / _estimates);
        }
    }

    /// <summary>Takes a batch's own mean and variance.</summary>
    /// <param name="sums">Σ x and Σ x².</param>
    /// <param name="positions">Values a channel.</param>
    /// <param name="remember">Whether to remember them, the variance as the population's.</param>
    public void SetMeasured(ChannelSums sums, double positions, bool remember)
    {
        for (int c = 0; c < Mean.Length; c++)
        {
            double mean = sums.First[c] / positions;
            double variance = Math.Max(0, (sums.Second[c] / positions) - (mean * mean));
            SetChannel(c, mean, variance);
            if (remember)
            {
                _meanSum[c] += mean;
                _varianceSum[c] += variance * positions / Math.Max(1, positions - 1);
            }
        }

        _estimates += remember ? 1 : 0;
    }

    /// <summary>Sets γ's and β's gradients, and the error of x: that of y less its mean and its projection on x's normalised value, for both are taken out of x.</summary>
    /// <param name="sums">Σ e and Σ e·(x − mean), e being the error of y.</param>
    /// <param name="positions">Values a channel.</param>
    public void SetGradients(ChannelSums sums, double positions)
    {
        for (int c = 0; c < Mean.Length; c++)
        {
            double product = sums.Second[c] * _inverse[c];
            Beta.Gradient[c] = (float)sums.First[c];
            Gamma.Gradient[c] = (float)product;
            double factor = -Scale[c] * (double)_inverse[c] * product / positions;
            Factor[c] = (float)factor;
            Offset[c] = (float)((-Scale[c] * sums.First[c] / positions) - (factor * Mean[c]));
        }
    }

    private void SetChannel(int c, double mean, double variance)
    {
        double inverse = 1 / Math.Sqrt(variance + Epsilon);
        Mean[c] = (float)mean;
        _inverse[c] = (float)inverse;
        Scale[c] = (float)(Gamma.Values[c] * inverse);
        Shift[c] = (float)(Beta.Values[c] - (mean * Gamma.Values[c] * inverse));
    }
}
