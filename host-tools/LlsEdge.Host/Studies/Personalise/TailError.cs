using LlsEdge.Host.Rules;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>Where the last layer gets its error from, in floating point.</summary>
internal abstract class TailError
{
    /// <summary>Computes the error of the last layer's activations and moves what it has learnt itself.</summary>
    /// <param name="tail">The layer and the readout on it.</param>
    /// <param name="errors">p − y of the readout.</param>
    /// <param name="label">The frame's class.</param>
    /// <param name="target">Receives the error, [channel][position].</param>
    public abstract void Compute(FloatTail tail, double[] errors, int label, double[] target);
}

/// <summary>Back-propagation: the readout's error through its own weights.</summary>
internal sealed class PropagatedError : TailError
{
    /// <inheritdoc/>
    public override void Compute(FloatTail tail, double[] errors, int label, double[] target) => tail.SendDown(errors, target);
}

/// <summary>Direct feedback alignment, the readout's error through a fixed random matrix; or direct random target projection, the label alone through
/// it.</summary>
/// <param name="length">Activations of the layer.</param>
/// <param name="classes">C.</param>
/// <param name="targetsOnly">Whether it is the latter.</param>
/// <param name="seed">The matrix's seed.</param>
internal sealed class FeedbackError(int length, int classes, bool targetsOnly, int seed) : TailError
{
    private readonly double[][] _matrix = Draw(length, classes, seed);

    /// <inheritdoc/>
    public override void Compute(FloatTail tail, double[] errors, int label, double[] target)
    {
        for (int c = 0; c < classes; c++)
        {
            double factor = !targetsOnly ? errors[c] : c == label ? -1 : 0;
            for (int i = 0; i < length; i++)
            {
                target[i] += factor * _matrix[c][i];
            }
        }
    }

    private static double[][] Draw(int length, int classes, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, classes).Select(_ => Enumerable.Range(0, length).Select(_ => Basis.NextNormal(random) / Math.Sqrt(length)).ToArray())];
    }
}

/// <summary>LocalLosses: a linear classifier of the layer's own averages that is trained with it.</summary>
/// <param name="channels">K.</param>
/// <param name="positions">Positions of the layer's map.</param>
/// <param name="classes">C.</param>
/// <param name="rate">The classifier's rate.</param>
/// <param name="seed">The seed of its first weights.</param>
internal sealed class LocalClassifierError(int channels, int positions, int classes, double rate, int seed) : TailError
{
    private readonly double[][] _weights = Draw(channels, classes, seed);

    /// <inheritdoc/>
    public override void Compute(FloatTail tail, double[] errors, int label, double[] target)
    {
        double[] averages = [.. Enumerable.Range(0, channels).Select(k => tail.Output.AsSpan(k * positions, positions).ToArray().Average())];
        double[] p = FloatReadout.Softmax(FloatReadout.Scores(_weights, averages));
        for (int k = 0; k < channels; k++)
        {
            double error = Enumerable.Range(0, classes).Sum(c => (p[c] - (c == label ? 1 : 0)) * _weights[c][k]);
            target.AsSpan(k * positions, positions).Fill(error / positions);
        }

        FloatReadout.Descend(_weights, averages, p, label, rate);
    }

    // The last weight of a row is its bias.
    private static double[][] Draw(int channels, int classes, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, classes).Select(_ =>
                (double[])[.. Enumerable.Range(0, channels).Select(_ => Basis.NextNormal(random) / Math.Sqrt(channels)), 0]),
        ];
    }
}
