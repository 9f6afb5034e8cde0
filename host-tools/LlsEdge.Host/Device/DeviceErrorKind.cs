namespace LlsEdge.Host.Device;

/// <summary>
/// What went wrong between the desk and the board.
/// </summary>
public enum DeviceErrorKind
{
    /// <summary>There is no such port.</summary>
    PortNotFound,

    /// <summary>Another program has the port.</summary>
    PortBusy,

    /// <summary>This user may not open the port.</summary>
    PermissionDenied,

    /// <summary>The port exists but is no serial line, or its driver refuses the settings.</summary>
    PortUnusable,

    /// <summary>The port vanished, or the other end hung up.</summary>
    Unplugged,

    /// <summary>Nothing answers.</summary>
    NoAnswer,

    /// <summary>Something answers, but not in this protocol.</summary>
    WrongProtocol,

    /// <summary>The board restarted and has forgotten what it was told and taught since the last commit.</summary>
    BoardRestarted,

    /// <summary>The board answered with an error; see <see cref="DeviceException.Status"/>.</summary>
    BoardError,

    /// <summary>The model file is truncated, foreign or unreadable; the board was not touched.</summary>
    BadModelFile,
}
