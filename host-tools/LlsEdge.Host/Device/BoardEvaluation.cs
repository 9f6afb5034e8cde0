namespace LlsEdge.Host.Device;

/// <summary>
/// A confusion matrix, counted on the board.
/// </summary>
/// <param name="ClassCount">How many classes there are.</param>
/// <param name="Counts">Row by row: frames of a label (row) predicted as a class (column).</param>
public sealed record BoardEvaluation(int ClassCount, IReadOnlyList<int> Counts)
{
    /// <summary>Gets how many frames were evaluated.</summary>
    public int Total => Counts.Sum();

    /// <summary>Gets how many were predicted right.</summary>
    public int Correct => Enumerable.Range(0, ClassCount).Sum(i => this[i, i]);

    /// <summary>Gets the share predicted right; 0 without frames.</summary>
    public double Accuracy => Total == 0 ? 0 : (double)Correct / Total;

    /// <summary>Gets a cell.</summary>
    /// <param name="label">The true class.</param>
    /// <param name="predicted">The predicted class.</param>
    /// <returns>How many frames.</returns>
    public int this[int label, int predicted] => Counts[(label * ClassCount) + predicted];
}
