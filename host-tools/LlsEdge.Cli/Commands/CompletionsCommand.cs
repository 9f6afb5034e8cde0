using System.CommandLine;
using LlsEdge.Cli.Shell;

namespace LlsEdge.Cli.Commands;

/// <summary><c>completions</c>: a script that has a shell complete llsedge's command lines, by asking llsedge each time.</summary>
internal static class CompletionsCommand
{
    private static readonly Dictionary<string, string> s_scripts = new()
    {
        ["bash"] = "llsedge.bash",
        ["zsh"] = "llsedge.zsh",
        ["fish"] = "llsedge.fish",
        ["pwsh"] = "llsedge.ps1",
    };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var shell = new Argument<string>("shell")
        {
            Description = "The shell: " + string.Join(", ", s_scripts.Keys) + ". The script's first lines say where it goes.",
        };
        shell.AcceptOnlyFromAmong([.. s_scripts.Keys]);
        return new ShellCommand(
            "completions",
            "Print a script that has your shell complete commands, options and their values; after file options it completes files.",
            context => Run(context.Require(shell)),
            "completions bash",
            "completions fish > ~/.config/fish/completions/llsedge.fish")
        {
            shell,
        }.ThatRunsWithBadConfiguration();
    }

    private static void Run(string shell)
    {
        using Stream script = typeof(CompletionsCommand).Assembly.GetManifestResourceStream(s_scripts[shell])!;
        using var reader = new StreamReader(script);
        Console.Out.Write(reader.ReadToEnd());
    }
}
