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
}
