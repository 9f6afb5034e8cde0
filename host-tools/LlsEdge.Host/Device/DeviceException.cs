using LlsEdge.Link;

namespace LlsEdge.Host.Device;

/// <summary>
/// A failure on the way to the board or on it, with a sentence for people: what, where, what to do.
/// </summary>
public sealed class DeviceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">The sentence for people.</param>
    /// <param name="innerException">What the system said, if anything.</param>
    public DeviceException(DeviceErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
    }

    /// <summary>Creates the exception for an error that the board reports.</summary>
    /// <param name="status">The reply's status.</param>
    /// <param name="message">The sentence for people.</param>
    public DeviceException(LinkStatus status, string message)
        : base(message)
    {
        Kind = DeviceErrorKind.BoardError;
        Status = status;
    }

    /// <summary>Gets what went wrong.</summary>
    public DeviceErrorKind Kind { get; }

    /// <summary>Gets the board's status when <see cref="Kind"/> is <see cref="DeviceErrorKind.BoardError"/>.</summary>
    public LinkStatus? Status { get; }
}
