namespace LlsEdge.Cli.Shell;

/// <summary>A failure of a command that none of the libraries describes: one sentence for people, and the exit code.</summary>
internal sealed class CommandException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">The exit code.</param>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">The cause, if another exception was.</param>
    public CommandException(ExitCode code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
    }

    /// <summary>Gets the exit code.</summary>
    public ExitCode Code { get; }
}
