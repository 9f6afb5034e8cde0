using LlsEdge.Host.Data;

namespace LlsEdge.Studio.Boards;

/// <summary>What stands in front of a virtual board's camera: the frames of a set, each for a while, or until it has been labelled.</summary>
public sealed class SceneFeed
{
    private readonly ImageSet _set;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private int _index;
    private bool _isHeld;
    private long _since;
    private int _shown;

    /// <summary>Begins with the first frame.</summary>
    /// <param name="set">The frames.</param>
    /// <param name="description">What they show, in a few words.</param>
    /// <param name="time">The clock.</param>
    public SceneFeed(ImageSet set, string description, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(time);
        _set = set;
        _time = time;
        _since = time.GetTimestamp();
        Description = description;
    }

    /// <summary>How long a scene stays unless it is held.</summary>
    public static TimeSpan Stay { get; } = TimeSpan.FromSeconds(4);

    /// <summary>Gets what the frames show, in a few words.</summary>
    public string Description { get; }

    /// <summary>Gets the number of frames.</summary>
    public int Count => _set.Count;

    /// <summary>Gets the number of the frame that is in front of the camera.</summary>
    public int Index
    {
        get
        {
            lock (_gate)
            {
                return _index;
            }
        }
    }

    /// <summary>Gets the number of the frame that the camera took last.</summary>
    public int Shown
    {
        get
        {
            lock (_gate)
            {
                return _shown;
            }
        }
    }

    /// <summary>Gets or sets whether the scene stays until <see cref="Advance"/>.</summary>
    public bool IsHeld
    {
        get
        {
            lock (_gate)
            {
                return _isHeld;
            }
        }

        set
        {
            lock (_gate)
            {
                _isHeld = value;
                _since = _time.GetTimestamp();
            }
        }
    }

    /// <summary>Gives what the camera sees now.</summary>
    /// <returns>The frame.</returns>
    public byte[] Look()
    {
        lock (_gate)
        {
            if (!_isHeld && _time.GetElapsedTime(_since) >= Stay)
            {
                Next();
            }

            _shown = _index;
            return _set.GetFrame(_index);
        }
    }

    /// <summary>Goes on to the next scene.</summary>
    public void Advance()
    {
        lock (_gate)
        {
            Next();
        }
    }

    private void Next()
    {
        _index = (_index + 1) % _set.Count;
        _since = _time.GetTimestamp();
    }
}
