using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LlsEdge.Cli.Shell;

/// <summary>The usual help, then examples; on the root also the exit codes.</summary>
/// <param name="usual">The help that the library writes.</param>
internal sealed class ExamplesHelp(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = usual.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        Command command = parseResult.CommandResult.Command;
        if (command is RootCommand)
        {
            WriteExitCodes(output);
        }

        if (command is IHasExamples { Examples: var examples })
        {
            output.WriteLine("Examples:");
            foreach (string example in examples)
            {
                output.WriteLine("  llsedge " + example);
            }
        }

        return code;
    }

    private static void WriteExitCodes(TextWriter output)
    {
        output.WriteLine("Exit codes:");
        foreach ((ExitCode code, string meaning) in ExitCodes.All)
        {
            output.WriteLine($"  {(int)code}  {meaning}");
        }

        output.WriteLine();
    }
}
