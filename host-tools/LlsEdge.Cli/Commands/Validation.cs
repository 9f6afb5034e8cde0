using System.CommandLine;

namespace LlsEdge.Cli.Commands;

/// <summary>Checks of options that are wrong whatever they are for.</summary>
internal static class Validation
{
    /// <summary>Refuses numbers that are too small.</summary>
    /// <param name="option">The option.</param>
    /// <param name="least">The smallest allowed.</param>
    public static void AcceptAtLeast(this Option<int> option, int least) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < least)
        {
            result.AddError($"{option.Name} must be at least {least}.");
        }
    });

    /// <summary>Refuses numbers that are too small, where one is given.</summary>
    /// <param name="option">The option.</param>
    /// <param name="least">The smallest allowed.</param>
    public static void AcceptAtLeast(this Option<int?> option, int least) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int?>() is int value && value < least)
        {
            result.AddError($"{option.Name} must be at least {least}.");
        }
    });

    /// <summary>Refuses all words but some.</summary>
    /// <param name="option">The option.</param>
    /// <param name="words">The words allowed.</param>
    public static void AcceptWords(this Option<string> option, params string[] words) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<string>() is string word && !words.Contains(word, StringComparer.Ordinal))
        {
            result.AddError($"{option.Name} must be one of {string.Join(", ", words)}, not '{word}'.");
        }
    });
}
