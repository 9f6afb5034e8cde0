using System.CommandLine;

namespace LlsEdge.Cli.Shell;

/// <summary>A word that only groups commands.</summary>
internal sealed class CommandGroup : Command, IHasExamples
{
    /// <summary>Creates a group; its examples are the first ones of its commands.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What its commands are about.</param>
    /// <param name="commands">The commands.</param>
    public CommandGroup(string name, string description, params ShellCommand[] commands)
        : base(name, description)
    {
        foreach (ShellCommand command in commands)
        {
            Add(command);
        }

        Examples = [.. commands.Select(command => command.Examples[0])];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; }
}
