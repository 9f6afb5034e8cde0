namespace LlsEdge.Host.Tests.Link;

/// <summary>
/// A clock that moves only while someone waits, so that timeouts cost a test nothing.
/// </summary>
internal sealed class FakeTime : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public void Advance(TimeSpan time) => _now += time.Ticks;
}
