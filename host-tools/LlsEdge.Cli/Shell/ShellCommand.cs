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

    /// <summary>
    /// Gets whether its port is that of the board's own USB, which the board is flashed through and writes its console to, and not the link's:
    /// it then has a port of its own in files and environment.
    /// </summary>
    public bool UsesUsbPort { get; private set; }

    /// <summary>Gets whether it runs though something in a file of options is wrong, because it helps to put that right.</summary>
    public bool RunsWithBadConfiguration { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Makes its port that of the board's own USB.</summary>
    /// <returns>The same command.</returns>
    public ShellCommand ThatUsesUsbPort()
    {
        UsesUsbPort = true;
        return this;
    }

    /// <summary>Has it run though something in a file of options is wrong.</summary>
    /// <returns>The same command.</returns>
    public ShellCommand ThatRunsWithBadConfiguration()
    {
        RunsWithBadConfiguration = true;
        return this;
    }
}
