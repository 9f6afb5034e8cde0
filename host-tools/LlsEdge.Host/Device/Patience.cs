namespace LlsEdge.Host.Device;

/// <summary>
/// When to ask the board what it has received, and when to give it up.
/// </summary>
internal sealed class Patience
{
    private readonly LinkTimeouts _timeouts;
    private readonly TimeProvider _time;
    private long _progressAt;
    private long _askedAt;
    private TimeSpan _pollAfter;

    /// <summary>Creates it, as of now.</summary>
    /// <param name="timeouts">The times.</param>
    /// <param name="time">The clock.</param>
    public Patience(LinkTimeouts timeouts, TimeProvider time)
    {
        _timeouts = timeouts;
        _time = time;
        Progress(false);
    }

    /// <summary>Gets how long the board may go without progress.</summary>
    public TimeSpan Limit { get; private set; }

    /// <summary>Gets a value indicating whether the board has gone without progress for too long.</summary>
    public bool IsExhausted => _time.GetElapsedTime(_progressAt) >= Limit;

    /// <summary>Gets the time left until the next poll; not positive when it is due.</summary>
    public TimeSpan UntilPoll => _pollAfter - _time.GetElapsedTime(_askedAt);

    /// <summary>The board has acknowledged something, or been asked something new.</summary>
    /// <param name="isLong">Whether what it does next may take long.</param>
    public void Progress(bool isLong)
    {
        Limit = isLong ? _timeouts.Work : _timeouts.Answer;
        _progressAt = _time.GetTimestamp();
        Ask(_timeouts.FirstPoll);
    }

    /// <summary>The board has said that it is working.</summary>
    /// <param name="milliseconds">What it expects, 0 if it does not know.</param>
    public void Working(int milliseconds)
    {
        Progress(true);
        var estimate = TimeSpan.FromMilliseconds(Math.Max(0, milliseconds));
        Limit = Longer(Limit, estimate * _timeouts.EstimateFactor);
        _pollAfter = Longer(_timeouts.FirstPoll * 4, estimate * 1.5);
    }

    /// <summary>A poll was sent.</summary>
    public void Polled()
    {
        var doubled = _pollAfter * 2;
        Ask(doubled < _timeouts.LongestPoll ? doubled : Longer(_timeouts.LongestPoll, _pollAfter));
    }

    /// <summary>A poll was answered. That is a sign of life, not progress.</summary>
    public void Answered()
    {
        Ask(_timeouts.FirstPoll);
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b)
    {
        return a > b ? a : b;
    }

    private void Ask(TimeSpan after)
    {
        _pollAfter = after;
        _askedAt = _time.GetTimestamp();
    }
}
