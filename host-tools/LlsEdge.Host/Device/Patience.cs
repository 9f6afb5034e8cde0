namespace LlsEdge.Host.Device;

/// <summary>
/// When to ask the board what it has received, and when to give it up.
/// </summary>
internal sealed class Patience
{
    /// <summary>A line on which polls get through but requests do not is given up after this many times the limit for silence.</summary>
    private const int LimitsWithoutProgress = 6;

    private readonly LinkTimeouts _timeouts;
    private readonly TimeProvider _time;
    private long _progressAt;
    private long _heardAt;
    private long _askedAt;
    private TimeSpan _pollAfter;
    private TimeSpan _longestPoll;

    /// <summary>Creates it, as of now.</summary>
    /// <param name="timeouts">The times.</param>
    /// <param name="time">The clock.</param>
    /// <param name="isLong">Whether what the board does next may take long.</param>
    public Patience(LinkTimeouts timeouts, TimeProvider time, bool isLong)
    {
        _timeouts = timeouts;
        _time = time;
        Progress(isLong);
    }

    /// <summary>Gets how long the board may be silent.</summary>
    public TimeSpan Limit { get; private set; }

    /// <summary>Gets a value indicating whether the board has been silent for too long.</summary>
    public bool IsSilent => _time.GetElapsedTime(_heardAt) >= Limit;

    /// <summary>Gets a value indicating whether the board answers and yet nothing gets through.</summary>
    public bool IsStuck => _time.GetElapsedTime(_progressAt) >= Limit * LimitsWithoutProgress;

    /// <summary>Gets the time left until the next poll; not positive when it is due.</summary>
    public TimeSpan UntilPoll => _pollAfter - _time.GetElapsedTime(_askedAt);

    /// <summary>The board has acknowledged something.</summary>
    /// <param name="isLong">Whether what it does next may take long.</param>
    public void Progress(bool isLong)
    {
        Limit = isLong ? _timeouts.Work : _timeouts.Answer;
        _longestPoll = _timeouts.LongestPoll;
        _progressAt = _time.GetTimestamp();
        Heard();
    }

    /// <summary>The board has said that it is working: it cannot answer polls meanwhile, and they fill its receive buffer.</summary>
    /// <param name="milliseconds">What it expects, 0 if it does not know.</param>
    public void Working(int milliseconds)
    {
        Progress(true);
        var estimate = TimeSpan.FromMilliseconds(Math.Max(0, milliseconds));
        Limit = Longer(Limit, estimate * _timeouts.EstimateFactor);
        _pollAfter = Longer(_timeouts.FirstPoll * 4, estimate * 1.5);
        _longestPoll = Longer(_timeouts.LongestPoll * 4, _pollAfter);
    }

    /// <summary>A poll was sent.</summary>
    public void Polled()
    {
        var doubled = _pollAfter * 2;
        Ask(doubled < _longestPoll ? doubled : _longestPoll);
    }

    /// <summary>The board has said something. That is a sign of life, not progress.</summary>
    public void Heard()
    {
        _heardAt = _time.GetTimestamp();
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
