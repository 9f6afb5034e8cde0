namespace LlsEdge.Host.Training.Factory;

/// <summary>Adds up answers into a <see cref="ValidationScore"/>.</summary>
/// <param name="classes">C.</param>
internal sealed class ScoreCounter(int classes)
{
    // A probability of 0, as integers have it, counts as this little.
    private const double LeastProbability = 1e-6;

    private readonly int[][] _confusion = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];
    private double _loss;
    private int _count;

    /// <summary>Counts one frame.</summary>
    /// <param name="probabilities">[C], what it was taken for.</param>
    /// <param name="label">What it is.</param>
    public void Add(ReadOnlySpan<float> probabilities, int label)
    {
        int best = 0;
        for (int c = 1; c < probabilities.Length; c++)
        {
            best = probabilities[c] > probabilities[best] ? c : best;
        }

        _confusion[label][best]++;
        _loss -= Math.Log(Math.Max(probabilities[label], LeastProbability));
        _count++;
    }

    public ValidationScore Score() => new(_loss / _count, new Evaluation(_confusion).BalancedAccuracy);
}
