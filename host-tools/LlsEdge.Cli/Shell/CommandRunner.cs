using System.CommandLine;
using System.CommandLine.Invocation;
using LlsEdge.Cli.Shell.Config;

namespace LlsEdge.Cli.Shell;

/// <summary>Runs a command line: whatever happens becomes a sentence on stderr and an exit code.</summary>
internal static class CommandRunner
{
    /// <summary>Runs the program.</summary>
    /// <param name="root">All commands.</param>
    /// <param name="arguments">The command line.</param>
    /// <returns>The exit code.</returns>
    public static int Run(RootCommand root, string[] arguments)
    {
        ParseResult parsed = root.Parse(arguments);
        if (arguments.Contains(string.Empty))
        {
            return Report(new Failure(ExitCode.Usage, "An argument is empty: is a variable of the command line not set?"), parsed, resultGiven: false);
        }

        if (parsed.CommandResult.Command is ShellCommand command && (parsed.Action == command.Action || parsed.Action is ParseErrorAction))
        {
            var configuration = Configuration.Load(root);
            if (configuration.Problems.Count > 0 && !command.RunsWithBadConfiguration)
            {
                return Report(new Failure(ExitCode.Usage, configuration.Problems[0]), parsed, resultGiven: false);
            }

            parsed = root.Parse(configuration.Complete(arguments, parsed, command));
        }

        if (parsed.Action is ParseErrorAction or null && parsed.Errors.Count > 0)
        {
            return Report(new Failure(ExitCode.Usage, Describe(parsed)), parsed, resultGiven: false);
        }

        // Ctrl-C is this class's business, and so are exceptions.
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    /// <summary>Runs one command.</summary>
    /// <param name="parsed">Its command line.</param>
    /// <param name="run">What it does.</param>
    /// <returns>The exit code.</returns>
    public static int Execute(ParseResult parsed, Action<CommandContext> run)
    {
        using var interruption = new Interruption();
        var context = new CommandContext(parsed, interruption);
        try
        {
            run(context);
            return (int)ExitCode.Ok;
        }
        catch (Exception exception)
        {
            if (Environment.GetEnvironmentVariable("LLSEDGE_TRACE") is "1")
            {
                Console.Error.WriteLine(exception);
            }

            return Report(Failure.Of(exception), parsed, context.ResultGiven);
        }
    }

    private static int Report(Failure failure, ParseResult parsed, bool resultGiven)
    {
        Console.Error.WriteLine("llsedge: " + failure.Sentence);
        if (parsed.GetValue(GlobalOptions.Json) && !resultGiven)
        {
            Console.Out.WriteLine(Json.Write(new { error = failure.Sentence, exitCode = (int)failure.Code }));
        }

        return (int)failure.Code;
    }

    private static string Describe(ParseResult parsed)
    {
        // Where a word is unknown, that a command is missing is no news.
        string what = parsed.UnmatchedTokens.Count > 0
            ? $"'{parsed.UnmatchedTokens[0]}' is no command, option or argument here."
            : string.Join(' ', parsed.Errors.Select(OptionErrors.Describe));
        return $"{what} See '{string.Join(' ', PathOf(parsed.CommandResult.Command).Reverse())} --help'.";
    }

    private static IEnumerable<string> PathOf(Command command)
    {
        for (Command? at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            yield return at.Name;
        }
    }
}
