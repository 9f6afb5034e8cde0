namespace LlsEdge.Host.Data;

/// <summary>Data that cannot be used. The message is one sentence a person can act on: what is wrong, where, and what to do.</summary>
public sealed class DataException : Exception
{
    /// <summary>Creates an exception with its three parts.</summary>
    /// <param name="what">What is wrong, e.g. "The image file ends too early".</param>
    /// <param name="where">The file or folder meant.</param>
    /// <param name="remedy">What to do about it, without a full stop.</param>
    /// <param name="inner">The cause, if another exception was.</param>
    public DataException(string what, string where, string remedy, Exception? inner = null)
        : base($"{what} ({where}): {remedy}.", inner)
    {
        What = what;
        Where = where;
        Remedy = remedy;
    }

    /// <summary>What is wrong.</summary>
    public string What { get; }

    /// <summary>The file or folder meant.</summary>
    public string Where { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }
}
