namespace LlsEdge.Host.Flashing;

/// <summary>
/// A board could not be flashed; the message says what, where and what to do.
/// </summary>
public sealed class FlashException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">The sentence for people.</param>
    /// <param name="innerException">The cause, if another exception was.</param>
    public FlashException(FlashErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
    }

    /// <summary>Gets what went wrong.</summary>
    public FlashErrorKind Kind { get; }
}
