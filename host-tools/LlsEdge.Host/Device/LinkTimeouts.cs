namespace LlsEdge.Host.Device;

/// <summary>
/// How long the host waits before it asks again, and before it gives up.
/// </summary>
public sealed record LinkTimeouts
{
    /// <summary>Gets the silence after which the host first asks what the board has received; doubled each time.</summary>
    public TimeSpan FirstPoll { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets the longest time between two such questions; four times that while the board says it is working.</summary>
    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the silence after which a request that is answered at once has failed.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets the silence after which a request that computes or writes flash has failed.</summary>
    public TimeSpan Work { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how many times the board's own estimate of a step a silence may last, if that is longer than <see cref="Work"/>.</summary>
    public int EstimateFactor { get; init; } = 4;

    /// <summary>Gets how long connecting may take: a board may still be busy with what an earlier host asked.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);
}
