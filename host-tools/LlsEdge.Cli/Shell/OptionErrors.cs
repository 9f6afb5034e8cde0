using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace LlsEdge.Cli.Shell;

/// <summary>Says what is wrong with an option's value in words for people: the parser speaks of .NET's types.</summary>
internal static class OptionErrors
{
    /// <summary>Finds the option that an error is about.</summary>
    /// <param name="error">The parser's error.</param>
    /// <returns>The option; null if it is about something else.</returns>
    public static Option? OptionOf(ParseError error)
    {
        SymbolResult? at = error.SymbolResult;
        while (at is not null and not OptionResult)
        {
            at = at.Parent;
        }

        return (at as OptionResult)?.Option;
    }

    /// <summary>Gives the sentence for an error.</summary>
    /// <param name="error">The parser's error.</param>
    /// <returns>A sentence.</returns>
    public static string Describe(ParseError error) =>
        OptionOf(error) is Option option && KindOf(option) is string kind && error.SymbolResult!.Tokens is [var token]
            && error.Message.Contains("System.", StringComparison.Ordinal)
            ? $"{option.Name} must be {kind}, not '{token.Value}'."
            : string.Join(' ', error.Message.TrimEnd('.').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) + ".";

    /// <summary>Gives what values an option takes.</summary>
    /// <param name="option">The option.</param>
    /// <returns>The kind; null for text.</returns>
    public static string? KindOf(Option option) =>
        Is<bool>(option) ? "true or false" : Is<int>(option) ? "a whole number" : Is<double>(option) ? "a number" : null;

    /// <summary>Tells whether a value is of the kind that an option takes.</summary>
    /// <param name="option">The option.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsOfKind(Option option, string value) =>
        Is<bool>(option) ? bool.TryParse(value, out _)
        : Is<int>(option) ? int.TryParse(value, CultureInfo.InvariantCulture, out _)
        : !Is<double>(option) || double.TryParse(value, CultureInfo.InvariantCulture, out _);

    private static bool Is<T>(Option option)
        where T : struct => option.ValueType == typeof(T) || option.ValueType == typeof(T?);
}
