namespace LlsEdge.Host.Training;

/// <summary>When what happens in a training from random weights, the same in integers and in floating point.</summary>
internal static class TrainingSchedule
{
    // Rates follow half a cosine from 1 down to this share.
    private const double LastShare = 0.05;
    private const int StepsBetweenStandardisations = 8192;

    /// <summary>Gives the order of the frames in an epoch.</summary>
    public static int[] Order(int count, int seed, int epoch)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new Random((seed * 1000) + epoch).Shuffle(order);
        return order;
    }

    /// <summary>Gives what rates are multiplied by.</summary>
    public static double Share(int step, int total) => LastShare + ((1 - LastShare) * 0.5 * (1 + Math.Cos(Math.PI * step / total)));

    /// <summary>Tells whether the readout's standardisation follows the moving features now: often while everything still moves fast, at the powers of two
    /// from 256.</summary>
    public static bool IsTimeToStandardise(int step) => step >= 256 && (int.IsPow2(step) || step % StepsBetweenStandardisations == 0);
}
