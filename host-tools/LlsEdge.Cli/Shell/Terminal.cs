using Spectre.Console;

namespace LlsEdge.Cli.Shell;

/// <summary>Makes the consoles for stdout and stderr.</summary>
internal static class Terminal
{
    private const int WidthInFiles = 400;

    /// <summary>Makes a console; into files and pipes go neither colours nor cursor movements.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="isRedirected">Whether that is no terminal.</param>
    /// <param name="colours">Whether colours are wanted.</param>
    /// <returns>The console.</returns>
    public static IAnsiConsole Create(TextWriter writer, bool isRedirected, bool colours)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = colours && !isRedirected ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (isRedirected)
        {
            console.Profile.Width = WidthInFiles;
        }

        return console;
    }
}
