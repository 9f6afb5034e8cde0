namespace LlsEdge.Host.Training;

/// <summary>How well frames are answered that nothing was learnt from.</summary>
/// <param name="Loss">The mean of −ln p(true class).</param>
/// <param name="BalancedAccuracy">The mean over the classes of each one's share of right answers, 0 to 1.</param>
public readonly record struct ValidationScore(double Loss, double BalancedAccuracy);
