using System.CommandLine;
using System.Globalization;
using System.Text;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Studies;

namespace LlsEdge.Cli.Commands.Studies;

/// <summary>What all studies share on the command line: seeds, speed, where the results go, and how they are run.</summary>
internal sealed class StudySession
{
    private readonly string _name;
    private readonly int _seeds;
    private readonly Option<string> _output;
    private readonly Option<int> _workers = new("--workers")
    {
        Description = "How many measurements run at a time.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    /// <summary>Creates the options.</summary>
    /// <param name="name">The study's name.</param>
    /// <param name="seeds">How many seeds it has in full.</param>
    public StudySession(string name, int seeds = 3)
    {
        _name = name;
        _seeds = seeds;
        Seeds = new Option<int?>("--seeds") { Description = $"How many seeds; default: {seeds}, with --quick 2." };
        _output = new Option<string>("--out", "-o")
        {
            Description = "The folder for tables, chart and journal; a study that was broken off goes on from its journal.",
            HelpName = "folder",
            DefaultValueFactory = _ => Path.Combine("llsedge-study", name),
        };
        _workers.AcceptAtLeast(1);
        Seeds.AcceptAtLeast(1);
    }

    /// <summary>Gets how many seeds every method gets.</summary>
    public Option<int?> Seeds { get; }

    /// <summary>Gets whether a smaller study is wanted.</summary>
    public Option<bool> Quick { get; } = new("--quick") { Description = "A smaller study, of at most three minutes on two cores." };

    /// <summary>Makes the command.</summary>
    /// <param name="description">What the study measures.</param>
    /// <param name="plan">Plans it.</param>
    /// <param name="hasSeeds">Whether it draws anything.</param>
    /// <param name="options">Its own options.</param>
    /// <param name="examples">Command lines.</param>
    /// <returns>The command.</returns>
    public ShellCommand Create(string description, Func<CommandContext, StudyPlan> plan, bool hasSeeds, IReadOnlyList<Option> options, params string[] examples)
    {
        var command = new ShellCommand(_name, description, context => Run(context, plan(context)), examples) { _output };
        if (hasSeeds)
        {
            command.Add(Seeds);
            command.Add(Quick);
            command.Add(_workers);
        }

        foreach (Option option in options)
        {
            command.Add(option);
        }

        return command;
    }

    /// <summary>Gives the number of seeds.</summary>
    /// <param name="context">The command line.</param>
    /// <returns>At least 1.</returns>
    public int SeedCount(CommandContext context) => context.Get(Seeds) ?? (context.Get(Quick) ? 2 : _seeds);

    private void Run(CommandContext context, StudyPlan plan)
    {
        string folder = context.Require(_output);
        var journal = new StudyJournal(Path.Combine(folder, "cells.jsonl"), plan.Settings);
        int workers = context.Get(_workers);
        var runner = new StudyRunner(plan, journal, workers < 1 ? 1 : workers);
        CommandContext.Note(
            $"{plan.Name}: {plan.Cells.Count} measurements, {plan.Cells.Count - runner.Missing} of them in the journal; "
            + $"the rest takes about {Duration(runner.Estimate)}.");
        StudyReport report = context.WithProgress(
            plan.Name,
            progress => runner.Run(
                (done, left) =>
                {
                    progress.Report(done);
                    progress.Say($"{plan.Name}, {Duration(left)} left");
                },
                context.Asked));
        OutputFile.Write(Path.Combine(folder, "table.md"), Encoding.UTF8.GetBytes(report.Markdown));
        OutputFile.Write(Path.Combine(folder, "chart.svg"), Encoding.UTF8.GetBytes(report.Svg));
        var result = new { rows = report.Rows };
        OutputFile.Write(Path.Combine(folder, "rows.json"), Encoding.UTF8.GetBytes(Json.Write(result)));
        context.GiveResult(result, console => console.Profile.Out.Writer.Write(report.Markdown));
    }

    private static string Duration(TimeSpan time) =>
        time.TotalSeconds < 90
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min");
}
