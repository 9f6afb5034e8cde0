namespace LlsEdge.VirtualBoard;

/// <summary>The board's time: what its instructions would take, what its serial line and buses would take, and what it has waited.</summary>
public sealed class VirtualClock
{
    private readonly Meter _meter;
    private readonly BoardProfile _profile;
    private double _earlierMicroseconds;

    internal VirtualClock(Meter meter, BoardProfile profile)
    {
        _meter = meter;
        _profile = profile;
    }

    /// <summary>Gets the time since the boot.</summary>
    public TimeSpan Now => TimeSpan.FromMicroseconds(Microseconds);

    /// <summary>Gets the time since the virtual board was made, all its boots together: what the world outside goes by.</summary>
    public TimeSpan Outside => TimeSpan.FromMicroseconds(OutsideMicroseconds);

    /// <summary>Gets the time spent executing instructions since the boot, in microseconds.</summary>
    public double BusyMicroseconds => 1000 * _profile.NominalMilliseconds(_meter.PredictedInstructions);

    /// <summary>Gets the time charged for bytes on the serial line since the boot, in microseconds.</summary>
    public double LineMicroseconds { get; private set; }

    /// <summary>Gets the time charged for transfers over SPI and I2C since the boot, in microseconds.</summary>
    public double BusMicroseconds { get; private set; }

    /// <summary>Gets the time spent asleep or waiting since the boot, in microseconds.</summary>
    public double IdleMicroseconds { get; private set; }

    internal double Microseconds => BusyMicroseconds + LineMicroseconds + BusMicroseconds + IdleMicroseconds;

    internal double OutsideMicroseconds => _earlierMicroseconds + Microseconds;

    internal void ChargeLine(int bytes, int baudRate)
    {
        LineMicroseconds += bytes * 10 * 1e6 / baudRate;
    }

    internal void ChargeBus(double microseconds)
    {
        BusMicroseconds += microseconds;
    }

    internal void ChargeIdle(double microseconds)
    {
        IdleMicroseconds += microseconds;
    }

    /// <summary>Ends a boot's time; to be called while its instructions are still counted.</summary>
    internal void EndBoot()
    {
        _earlierMicroseconds += Microseconds;
        LineMicroseconds = 0;
        BusMicroseconds = 0;
        IdleMicroseconds = 0;
    }
}
