using System.CommandLine;

namespace LlsEdge.Cli.Shell;

/// <summary>A command that does something, with examples for its help.</summary>
internal sealed class ShellCommand : Command, IHasExamples
{
    /// <summary>Creates a command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="run">Does it; failures are exceptions.</param>
    /// <param name="examples">Command lines, without the program's name, for the end of its help.</param>
    public ShellCommand(string name, string description, Action<CommandContext> run, params string[] examples)
        : base(name, description)
    {
        Examples = examples;
        SetAction(parsed => CommandRunner.Execute(parsed, run));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; }
}
