namespace LlsEdge.Host.Reports.Learning;

/// <summary>
/// The board's detection pin on the desk, by the rule of firmware/Board/Detection.cs: a test holds the two against each other.
/// </summary>
/// <param name="threshold">The least p that makes it high, 0 to 255.</param>
/// <param name="hysteresis">How far below p may fall without its going low.</param>
/// <param name="hold">How long it stays high after the last frame that kept it so, in milliseconds.</param>
public sealed class DetectionPin(int threshold, int hysteresis, int hold)
{
    private long _lastSeen;

    /// <summary>Gets a value indicating whether the pin is high.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Gets a value indicating whether the last frame made the pin high or kept it so.</summary>
    public bool IsSeen { get; private set; }

    /// <summary>Takes a frame's result.</summary>
    /// <param name="probability">p of the class to detect, 0 to 255.</param>
    /// <param name="now">The time in milliseconds.</param>
    public void See(int probability, long now)
    {
        // Between two frames time passes too: the pin may have gone low.
        Wait(now);
        IsSeen = probability >= threshold || (IsOn && probability >= threshold - hysteresis);
        if (IsSeen)
        {
            _lastSeen = now;
            IsOn = true;
        }

        Wait(now);
    }

    private void Wait(long now) => IsOn &= IsSeen || now - _lastSeen < hold;
}
