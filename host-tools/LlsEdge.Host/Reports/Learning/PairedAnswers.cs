namespace LlsEdge.Host.Reports.Learning;

/// <summary>Two models' answers on the same frames, pair by pair.</summary>
/// <param name="BothRight">Frames right before and after.</param>
/// <param name="Mended">Frames wrong before, right after.</param>
/// <param name="Spoilt">Frames right before, wrong after.</param>
/// <param name="BothWrong">Frames wrong before and after.</param>
public sealed record PairedAnswers(int BothRight, int Mended, int Spoilt, int BothWrong)
{
    /// <summary>Gets the number of frames.</summary>
    public int Total => BothRight + Mended + Spoilt + BothWrong;

    /// <summary>Gets by how much the share of right answers grew, −1 to 1.</summary>
    public double Difference => (Mended - Spoilt) / (double)Total;

    /// <summary>Gets the confidence interval of <see cref="Difference"/>.</summary>
    public Interval DifferenceInterval => Interval.OfPairedDifference(Mended, Spoilt, Total);

    /// <summary>
    /// Gets the two-sided p of McNemar's exact test: how probable so uneven a split of the changed frames, or a more uneven one, would be if teaching mended
    /// and spoilt alike.
    /// </summary>
    public double PValue
    {
        get
        {
            int changed = Mended + Spoilt;
            double tail = 0;
            double term = Math.Pow(0.5, changed);
            if (term == 0)
            {
                // Beyond a thousand changed frames the terms underflow; then the normal distribution is exact enough.
                double z = (Math.Abs(Mended - Spoilt) - 1) / Math.Sqrt(changed);
                return Math.Min(1, ComplementaryError(Math.Max(0, z) / Math.Sqrt(2)));
            }

            for (int k = 0; k <= Math.Min(Mended, Spoilt); k++)
            {
                tail += term;
                term *= (changed - k) / (k + 1.0);
            }

            return Math.Min(1, 2 * tail);
        }
    }

    /// <summary>Compares two lists of answers.</summary>
    /// <param name="labels">The true classes.</param>
    /// <param name="before">The answers before.</param>
    /// <param name="after">The answers after.</param>
    public static PairedAnswers Of(IReadOnlyList<int> labels, IReadOnlyList<int> before, IReadOnlyList<int> after)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        int Count(bool was, bool isRight) => Enumerable.Range(0, labels.Count).Count(i => before[i] == labels[i] == was && after[i] == labels[i] == isRight);
        return new PairedAnswers(Count(true, true), Count(false, true), Count(true, false), Count(false, false));
    }

    // Numerical Recipes' erfcc, right to 1.2e-7 of its value.
    private static double ComplementaryError(double x)
    {
        double t = 1 / (1 + 0.5 * x);
        double[] coefficients =
            [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
        double sum = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = sum * t + coefficients[i];
        }

        return t * Math.Exp(-x * x + sum);
    }
}
