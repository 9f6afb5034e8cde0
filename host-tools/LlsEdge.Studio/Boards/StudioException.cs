namespace LlsEdge.Studio.Boards;

/// <summary>A wish that cannot be met now, with a sentence for people: what, where, what to do.</summary>
public sealed class StudioException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The sentence.</param>
    public StudioException(string message)
        : base(message)
    {
    }
}
