namespace LlsEdge.VirtualBoard;

/// <summary>The firmware uses something that the virtual board does not have, or lacks a file it needs.</summary>
public sealed class FirmwareNotSupportedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public FirmwareNotSupportedException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is missing, where, and what to do.</param>
    public FirmwareNotSupportedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is missing, where, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public FirmwareNotSupportedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
