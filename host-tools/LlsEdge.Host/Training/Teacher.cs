namespace LlsEdge.Host.Training;

/// <summary>
/// A larger model's scores of a set's frames, as log-odds of class 1 against class 0, and how far to believe them: the wanted probability of class 1 is
/// <c>share·σ(gain·score) + (1 − share)·label</c>.
/// What that model finds hard, a small one need not be sure of.
/// </summary>
/// <param name="Scores">One a frame, in the set's order.</param>
/// <param name="Gain">What the scores are multiplied by.</param>
/// <param name="Share">0: the labels alone; 1: the scores alone.</param>
public sealed record Teacher(IReadOnlyList<double> Scores, double Gain = 1, double Share = 0.7)
{
    /// <summary>Gives the wanted probability of class 1.</summary>
    /// <param name="frame">The frame's index.</param>
    /// <param name="label">Its label, 0 or 1.</param>
    /// <returns>0 to 1.</returns>
    public double Target(int frame, int label) => (Share / (1 + Math.Exp(-Gain * Scores[frame]))) + ((1 - Share) * label);
}
