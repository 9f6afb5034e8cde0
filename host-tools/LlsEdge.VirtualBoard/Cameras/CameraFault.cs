namespace LlsEdge.VirtualBoard.Cameras;

/// <summary>What can be wrong with a camera module.</summary>
public enum CameraFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is not there; its data line stays low.</summary>
    Absent,

    /// <summary>It is not there; its data line is pulled high.</summary>
    AbsentHigh,

    /// <summary>It is another chip.</summary>
    WrongId,

    /// <summary>It never gets ready after a reset or a setting.</summary>
    NeverReady,

    /// <summary>It takes no frame: the bit that says so never comes.</summary>
    NeverDone,

    /// <summary>The bit is set at all times.</summary>
    StuckDone,

    /// <summary>The bit is set as soon as a capture is started, long before there can be a frame.</summary>
    DoneAtOnce,

    /// <summary>The FIFO holds more than a frame.</summary>
    Overrun,

    /// <summary>The FIFO holds less than a frame.</summary>
    ShortFifo,

    /// <summary>One byte in 64 arrives with a wrong bit.</summary>
    Noise,

    /// <summary>Every byte from it is random.</summary>
    Babble,

    /// <summary>It is unplugged half-way through the reading of a frame, until the fault is taken away.</summary>
    UnpluggedWhileRead,

    /// <summary>The sensor of a module with a bus of its own does not answer there.</summary>
    SensorAbsent,

    /// <summary>The sensor holds that bus's clock down.</summary>
    SensorHung,
}
