using System.CommandLine;
using System.CommandLine.Parsing;

namespace LlsEdge.Cli.Shell.Config;

/// <summary>
/// An option under the name that files and environment know it by: the command's words, then the option's, <c>model.train.epochs</c>;
/// in a file nested, as a variable <c>LLSEDGE_MODEL_TRAIN_EPOCHS</c>.
/// </summary>
/// <param name="command">The command that takes the option, or the root for all.</param>
/// <param name="option">The option.</param>
internal sealed class ConfigKey(Command command, Option option)
{
    /// <summary>What all variables begin with.</summary>
    public const string VariablePrefix = "LLSEDGE_";

    /// <summary>Gets the option.</summary>
    public Option Option => option;

    /// <summary>Gets the words of the name.</summary>
    public IReadOnlyList<string> Words { get; } = [.. CommandWords(command), option.Name.TrimStart('-')];

    /// <summary>Gets the name.</summary>
    public string Name => string.Join('.', Words);

    /// <summary>Gets the environment variable.</summary>
    public string Variable => VariablePrefix + string.Join('_', Words).Replace('-', '_').ToUpperInvariant();

    /// <summary>Gets whether the option may be given more than once.</summary>
    public bool TakesSeveral => option.Arity.MaximumNumberOfValues > 1;

    /// <summary>Gives what the option would be on the command line.</summary>
    /// <param name="values">Its values.</param>
    /// <returns>One word a value.</returns>
    public IEnumerable<string> ToArguments(IEnumerable<string> values) => values.Select(value => $"{option.Name}={value}");

    /// <summary>Says what is wrong with values.</summary>
    /// <param name="root">All commands.</param>
    /// <param name="values">The values.</param>
    /// <returns>A part of a sentence; null if the option takes them.</returns>
    public string? FindProblem(RootCommand root, IReadOnlyList<string> values)
    {
        if (values.Count > 1 && !TakesSeveral)
        {
            return "takes one value";
        }

        // The parser takes what follows a switch and is neither for an argument, and does not convert where the command itself refuses the option alone.
        if (values.FirstOrDefault(value => !OptionErrors.IsOfKind(option, value)) is string other)
        {
            return $"must be {OptionErrors.KindOf(option)}, not '{other}'";
        }

        ParseResult parsed = root.Parse([.. CommandWords(command), .. ToArguments(values)]);
        if (parsed.Errors.FirstOrDefault(error => OptionErrors.OptionOf(error) == option) is not ParseError found)
        {
            return null;
        }

        string sentence = OptionErrors.Describe(found).TrimEnd('.');
        return sentence.StartsWith(option.Name + " ", StringComparison.Ordinal) ? sentence[(option.Name.Length + 1)..] : $"is wrong: {sentence}";
    }

    private static string[] CommandWords(Command command)
    {
        var words = new Stack<string>();
        for (Command? at = command; at is not null and not RootCommand; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            words.Push(at.Name);
        }

        return [.. words];
    }
}
