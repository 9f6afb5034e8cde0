using LlsEdge.Cli.Shell;
using Spectre.Console;

namespace LlsEdge.Cli.Commands.Doctor;

/// <summary><c>doctor</c>: what is installed, what is missing and how to get it, and what is wrong.</summary>
internal static class DoctorCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create() => new ShellCommand(
        "doctor",
        "Look at what llsedge needs on this machine, and with a port at the board there. What is missing is no failure, what is wrong is: "
            + "the exit code is then that of a command which meets the first problem.",
        Run,
        "doctor",
        "doctor --port /dev/ttyUSB0",
        "doctor --json").ThatRunsWithBadConfiguration();

    private static void Run(CommandContext context)
    {
        Finding[] findings = [.. ProgramChecks.Look(context), .. PlaceChecks.Look(context), .. BoardChecks.Look(context)];
        context.GiveResult(
            new
            {
                findings = findings.Select(finding => new { finding.Topic, state = finding.State.ToString().ToLowerInvariant(), finding.Text }),
                problems = findings.Count(finding => finding.State == FindingState.Problem),
                missing = findings.Count(finding => finding.State == FindingState.Missing),
            },
            console => console.Write(ToGrid(findings)));
        if (findings.FirstOrDefault(finding => finding.State == FindingState.Problem) is Finding first)
        {
            int count = findings.Count(finding => finding.State == FindingState.Problem);
            throw new CommandException(first.Code, $"{(count == 1 ? "1 problem" : $"{count} problems")}; the first: {first.Topic}: {first.Text}");
        }
    }

    private static Grid ToGrid(IEnumerable<Finding> findings)
    {
        Grid grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        foreach (Finding finding in findings)
        {
            string state = finding.State switch
            {
                FindingState.Ok => "[green]ok[/]",
                FindingState.Missing => "[yellow]missing[/]",
                _ => "[red]problem[/]",
            };
            grid.AddRow(state, Markup.Escape(finding.Topic), Markup.Escape(finding.Text));
        }

        return grid;
    }
}
