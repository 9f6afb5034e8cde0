using System.Diagnostics;

namespace LlsEdge.Host.Training.Networks;

/// <summary>Where the time of training steps goes: by stage, input side first, and by part of the step.</summary>
internal sealed class StepClock(int stages)
{
    private const int Parts = 3;

    private readonly long[] _ticks = new long[stages * Parts];
    private long _last;
    private long _update;

    /// <summary>Gets the seconds of the optimiser.</summary>
    public double Update => _update / (double)Stopwatch.Frequency;

    /// <summary>Gives the seconds of one part for one stage.</summary>
    public double Seconds(int stage, StepPart part) => _ticks[(stage * Parts) + (int)part] / (double)Stopwatch.Frequency;

    /// <summary>Begins a step: the time since the last call belongs to nothing.</summary>
    public void Start() => _last = Stopwatch.GetTimestamp();

    /// <summary>Books the time since the last call.</summary>
    public void Book(int stage, StepPart part) => _ticks[(stage * Parts) + (int)part] += Lap();

    /// <summary>Books the time since the last call for the optimiser.</summary>
    public void BookUpdate() => _update += Lap();

    /// <summary>Forgets all that was booked.</summary>
    public void Clear()
    {
        Array.Clear(_ticks);
        _update = 0;
    }

    private long Lap()
    {
        long now = Stopwatch.GetTimestamp();
        long lap = now - _last;
        _last = now;
        return lap;
    }
}
