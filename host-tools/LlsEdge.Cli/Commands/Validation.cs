using System.CommandLine;

namespace LlsEdge.Cli.Commands;

/// <summary>Checks of options that are wrong whatever they are for.</summary>
internal static class Validation
{
    /// <summary>Refuses some values.</summary>
    /// <typeparam name="T">The option's type.</typeparam>
    /// <param name="option">The option.</param>
    /// <param name="isRight">Whether a value is allowed.</param>
    /// <param name="must">What a value must be: the end of a sentence.</param>
    public static void Accept<T>(this Option<T> option, Predicate<T?> isRight, string must) => option.Validators.Add(result =>
    {
        T? value;
        try
        {
            value = result.GetValueOrDefault<T>();
        }
        catch (InvalidOperationException)
        {
            // No such value at all: the parser says so itself, after the checks.
            return;
        }

        if (!isRight(value))
        {
            result.AddError($"{option.Name} must be {must}, not '{value}'.");
        }
    });

    /// <summary>Refuses numbers that are too small.</summary>
    /// <param name="option">The option.</param>
    /// <param name="least">The smallest allowed.</param>
    public static void AcceptAtLeast(this Option<int> option, int least) => option.Accept(value => value >= least, $"at least {least}");

    /// <summary>Refuses numbers that are too small, where one is given.</summary>
    /// <param name="option">The option.</param>
    /// <param name="least">The smallest allowed.</param>
    public static void AcceptAtLeast(this Option<int?> option, int least) => option.Accept(value => value is null || value >= least, $"at least {least}");

    /// <summary>Refuses all words but some.</summary>
    /// <param name="option">The option.</param>
    /// <param name="words">The words allowed.</param>
    public static void AcceptWords(this Option<string> option, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Accept(word => word is null || words.Contains(word, StringComparer.Ordinal), "one of " + string.Join(", ", words));
    }
}
