using System.CommandLine;
using LlsEdge.Cli.Bench;
using LlsEdge.Cli.Shell;
using LlsEdge.Cli.Torture;
using LlsEdge.Host.Models;
using LlsEdge.Learning;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>board torture</c>: cuts a virtual board's power again and again while it learns.</summary>
internal static class BoardTortureCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var cuts = new Option<int>("--cuts") { Description = "How often to cut the power.", DefaultValueFactory = _ => 500 };
        var seed = new Option<int>("--seed") { Description = "Draws what the board does and when the power goes.", DefaultValueFactory = _ => 1 };
        var model = new Option<string?>("--model") { Description = "The model that it has; default: a small one.", HelpName = "file" };
        var trunk = new Option<string?>("--trunk")
        {
            Description = "Build the firmware with this trunk and its factory model, a folder of firmware/Trunk; default: the firmware as it is.",
            HelpName = "name",
        };
        cuts.AcceptAtLeast(1);
        return new ShellCommand(
            "torture",
            "Have a virtual board learn, commit, undo, roll back and be set, cut its power at drawn writes to its drive, and look what it comes back with.",
            context => Run(context, context.Require(cuts), context.Require(seed), context.Get(model), context.Get(trunk)),
            "board torture --cuts 500",
            "board torture --cuts 100 --seed 7 --json",
            "board torture --trunk Small --model models/vww-05/vww-05-tail.llsm")
        {
            cuts,
            seed,
            model,
            trunk,
        };
    }

    private static void Run(CommandContext context, int cuts, int seed, string? modelFile, string? trunk)
    {
        Model? model = modelFile is null ? null : ModelFile.LoadAny(modelFile);
        using FirmwareBuilder? built = trunk is null ? null : FirmwareBuilder.Build(trunk, context.Asked);
        var runner = new TortureRunner(seed, model, built?.Path);
        TortureResult result = context.WithProgress("Cutting the power", progress => runner.Run(cuts, progress, context.Asked));
        context.GiveResult(result, console =>
        {
            console.Write(new Table()
                .AddColumns("the board", "times")
                .AddRow("lost its power", Show.Count(result.Cuts))
                .AddRow("… while it started", Show.Count(result.CutsDuringStart))
                .AddRow("came back with all it had promised", Show.Count(result.CleanBoots))
                .AddRow("lost a commit", Show.Count(result.LostCommits))
                .AddRow("lost journal records that it had acknowledged", Show.Count(result.LostRecords))
                .AddRow("had damaged journal records", Show.Count(result.TornRecords))
                .AddRow("lost settings", Show.Count(result.LostSettings))
                .AddRow("undid or rolled back to a wrong model", Show.Count(result.WrongModels)));
            console.WriteLine(
                $"{Show.Count(result.WriteOperations)} writes to the drive, {Show.Count(result.JournalRecords)} journal records, {result.Seconds:0.0} s, seed {seed}");
            foreach (string fault in result.Faults)
            {
                console.WriteLine(fault);
            }
        });
        if (result.Faults.Count > 0)
        {
            throw new CommandException(
                ExitCode.Board, $"The board broke {result.Faults.Count} promises; the first: {result.Faults[0]} The seed {seed} repeats it; please report it.");
        }
    }
}
