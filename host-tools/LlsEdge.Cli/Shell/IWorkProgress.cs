using Spectre.Console.Rendering;

namespace LlsEdge.Cli.Shell;

/// <summary>Takes reports of how far a long piece of work is.</summary>
internal interface IWorkProgress : IProgress<double>
{
    /// <summary>Shows a line beside the bar.</summary>
    /// <param name="text">Plain text.</param>
    void Say(string text);

    /// <summary>Tells something that stays: a line above the bar, and on stderr where there is none.</summary>
    /// <param name="line">Plain text.</param>
    void Note(string line);

    /// <summary>Shows a picture above the bar, in the place of the one before; only where there is a bar.</summary>
    /// <param name="picture">The picture.</param>
    void Draw(IRenderable picture);
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

    /// <inheritdoc/>
    public void Note(string line) => CommandContext.Note(line);

    /// <inheritdoc/>
    public void Draw(IRenderable picture)
    {
    }
}
