namespace LlsEdge.Host.Training.Networks;

/// <summary>What one epoch came to.</summary>
/// <param name="Number">The epoch, from 1.</param>
/// <param name="Loss">The classifier's mean loss in training.</param>
/// <param name="Accuracy">The share of the test set that is right after it.</param>
/// <param name="ImagesPerSecond">Training images a second.</param>
public sealed record NetworkEpoch(int Number, double Loss, double Accuracy, double ImagesPerSecond);
