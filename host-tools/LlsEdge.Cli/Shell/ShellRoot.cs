using System.CommandLine;

namespace LlsEdge.Cli.Shell;

/// <summary>The program itself, with examples for its help.</summary>
/// <param name="description">What it is for.</param>
/// <param name="examples">Command lines, without the program's name.</param>
internal sealed class ShellRoot(string description, params string[] examples) : RootCommand(description), IHasExamples
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = examples;
}
