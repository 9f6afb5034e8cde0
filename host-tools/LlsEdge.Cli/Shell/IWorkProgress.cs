namespace LlsEdge.Cli.Shell;

/// <summary>Takes reports of how far a long piece of work is.</summary>
internal interface IWorkProgress : IProgress<double>
{
    /// <summary>Shows a line beside the bar.</summary>
    /// <param name="text">Plain text.</param>
    void Say(string text);
}

/// <summary>Shows nothing: into files and pipes go no progress bars.</summary>
internal sealed class NoProgress : IWorkProgress
{
    private NoProgress()
    {
    }

    /// <summary>Gets the only one.</summary>
    public static NoProgress Instance { get; } = new();

    /// <inheritdoc/>
    public void Report(double value)
    {
    }

    /// <inheritdoc/>
    public void Say(string text)
    {
    }
}
