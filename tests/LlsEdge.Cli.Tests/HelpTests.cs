using System.CommandLine;
using LlsEdge.Cli.Commands;
using LlsEdge.Cli.Shell;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

public class HelpTests
{
    public static TheoryData<string> Commands => [.. Walk(CommandTree.Create(), "").Select(found => found.Path)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_ends_with_examples(string path)
    {
        StringWriter output = new();
        int code = CommandTree.Create().Parse($"{path} --help").Invoke(new InvocationConfiguration { Output = output });

        code.ShouldBe(0);
        string[] lines = output.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n');
        int start = Array.IndexOf(lines, "Examples:");
        start.ShouldBeGreaterThan(0);
        lines[(start + 1)..].ShouldNotBeEmpty();
        lines[(start + 1)..].ShouldAllBe(line => line.StartsWith("  llsedge "));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Examples_are_valid_command_lines(string path)
    {
        RootCommand root = CommandTree.Create();
        Command command = Walk(root, "").Single(found => found.Path == path).Command;
        foreach (string example in ((IHasExamples)command).Examples)
        {
            string line = example.Split('>')[0];
            if (command.Subcommands.Count == 0)
            {
                line.ShouldStartWith(path);
            }

            root.Parse(line).Errors.Select(error => error.Message).ShouldBeEmpty(example);
        }
    }

    [Fact]
    public void Root_help_lists_the_exit_codes()
    {
        Outcome help = RunningTool.Run("--help").ShouldSucceed();
        foreach ((ExitCode code, string meaning) in ExitCodes.All)
        {
            help.Output.ShouldContain($"{(int)code}  {meaning}");
        }

        ExitCodes.All.Select(line => line.Code).ShouldBe(Enum.GetValues<ExitCode>());
    }

    [Fact]
    public void Readme_has_every_command_and_the_same_exit_codes()
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryRoot(), "host-tools", "LlsEdge.Cli", "README.md"));
        foreach ((string path, Command command) in Walk(CommandTree.Create(), ""))
        {
            if (command.Subcommands.Count == 0)
            {
                readme.ShouldContain("`" + path);
            }
        }

        foreach ((ExitCode code, string meaning) in ExitCodes.All)
        {
            readme.ShouldContain($"| {(int)code} | {meaning} |");
        }
    }

    private static IEnumerable<(string Path, Command Command)> Walk(Command command, string path)
    {
        yield return (path, command);
        foreach (Command child in command.Subcommands)
        {
            foreach ((string Path, Command Command) found in Walk(child, $"{path} {child.Name}".Trim()))
            {
                yield return found;
            }
        }
    }

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LlsEdge.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not lie in the repository.");
    }
}
