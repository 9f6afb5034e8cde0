namespace LlsEdge.Host.Training.Networks;

/// <summary>What one epoch came to.</summary>
/// <param name="Number">The epoch, from 1.</param>
/// <param name="Loss">The classifier's mean loss in training.</param>
/// <param name="Test">Its answers on the test set after it.</param>
/// <param name="ImagesPerSecond">Training images a second.</param>
public sealed record NetworkEpoch(int Number, double Loss, Evaluation Test, double ImagesPerSecond)
{
    /// <summary>The share of the test set that is right after it.</summary>
    public double Accuracy => Test.Accuracy;
}
