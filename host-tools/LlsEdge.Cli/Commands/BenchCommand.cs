using System.CommandLine;
using LlsEdge.Cli.Bench;
using LlsEdge.Cli.Shell;
using LlsEdge.VirtualBoard;

namespace LlsEdge.Cli.Commands;

/// <summary><c>bench</c>: what predictions and training steps cost on a board; with <c>--desk</c>, how fast this machine trains.</summary>
internal static class BenchCommand
{
    internal const int Frames = 4;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        Option<string> profile = CreateProfileOption();
        var model = new Option<string?>("--model")
        {
            Description = "Measure this model; default: those of this repository, by which it is judged.",
            HelpName = "file",
        };
        var trunk = new Option<string?>("--trunk")
        {
            Description = "Build the firmware with this trunk for it, a folder of firmware/Trunk; default: the firmware as it is.",
            HelpName = "name",
        };
        var frames = new Option<int>("--frames") { Description = "How many drawn frames to average over.", DefaultValueFactory = _ => Frames };
        var output = new Option<string?>("--out") { Description = "Write the result as JSON into this file too.", HelpName = "file" };
        var baseline = new Option<string?>("--write-baseline")
        {
            Description = "Write the counts, which are the same on every machine, into this file; a test of this repository holds them against its own.",
            HelpName = "file",
        };
        frames.AcceptAtLeast(1);
        var desk = new DeskOptions();
        var command = new ShellCommand(
            "bench",
            "Count what predictions and training steps execute, and predict what they cost on a board: instructions, time, heap, flash, by phase. "
            + "With --desk, measure how many images a second this machine trains.",
            context =>
            {
                if (context.Get(desk.Desk))
                {
                    DeskBench.Run(context, desk, context.Get(output));
                    return;
                }

                Run(
                    context,
                    new BenchRunner(BoardProfile.Find(context.Require(profile))!, context.Require(frames), context.Asked),
                    Cases(context.Get(model), context.Get(trunk)),
                    context.Get(output),
                    context.Get(baseline));
            },
            "bench",
            "bench --model person.llsm --profile esp32-s3-240",
            "bench --model person-tail.llsm --trunk Person",
            "bench --json --out costs.json",
            "bench --desk",
            "bench --desk --threads 1 --json",
            "bench --desk --write-pytorch smallconv.py")
        {
            profile,
            model,
            trunk,
            frames,
            output,
            baseline,
        };
        foreach (Option option in desk.All)
        {
            command.Add(option);
        }

        command.Validators.Add(desk.KeepApart(profile, model, trunk, frames, baseline));
        return command;
    }

    /// <summary>Creates the option that names a board.</summary>
    /// <returns>The option.</returns>
    public static Option<string> CreateProfileOption()
    {
        string[] names = [.. BoardProfile.All.Select(board => board.Name)];
        var profile = new Option<string>("--profile")
        {
            Description = $"The board: {string.Join(", ", names)}.",
            HelpName = "board",
            DefaultValueFactory = _ => BoardProfile.Default.Name,
        };
        profile.AcceptWords(names);
        return profile;
    }

    private static IReadOnlyDictionary<string, BenchCase> Cases(string? model, string? trunk)
    {
        if (model is not null)
        {
            return BenchCase.ForModel(model, trunk);
        }

        return trunk is null
            ? BenchCase.ReadShipped()
            : throw new CommandException(ExitCode.Usage, "A trunk runs one model only: add --model with its file, or with its tail's.");
    }

    private static void Run(CommandContext context, BenchRunner runner, IReadOnlyDictionary<string, BenchCase> cases, string? output, string? baseline)
    {
        IReadOnlyDictionary<string, BenchResult> results = context.WithProgress("Measuring", progress => Measure(runner, cases, progress));
        if (baseline is not null)
        {
            BenchBaseline.Write(baseline, BenchBaseline.Figures(results));
        }

        var json = new Dictionary<string, object> { ["profile"] = runner.Profile, ["frames"] = runner.Frames };
        foreach ((string name, BenchResult result) in results)
        {
            json.Add(name, result);
        }

        if (output is not null)
        {
            OutputFile.Write(output, System.Text.Encoding.UTF8.GetBytes(Json.Write(json) + "\n"));
        }

        context.GiveResult(json, console => BenchReport.WriteTo(console, runner.Profile, runner.Frames, results));
    }

    /// <summary>Measures cases.</summary>
    /// <param name="runner">Measures one.</param>
    /// <param name="cases">The cases by name.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <returns>The measurements by name.</returns>
    internal static OrderedDictionary<string, BenchResult> Measure(BenchRunner runner, IReadOnlyDictionary<string, BenchCase> cases, IWorkProgress progress)
    {
        var results = new OrderedDictionary<string, BenchResult>();
        foreach (IGrouping<string?, KeyValuePair<string, BenchCase>> alike in cases.GroupBy(entry => entry.Value.Trunk))
        {
            progress.Say("Building the firmware");
            using FirmwareBuilder? built = alike.Key is null ? null : FirmwareBuilder.Build(alike.Key, runner.Cancellation);
            foreach ((string name, BenchCase what) in alike)
            {
                progress.Say("Measuring " + name);
                double done = (double)results.Count / cases.Count;
                results.Add(name, runner.Measure(built?.Path ?? VirtualBoardOptions.DefaultFirmwarePath, what, new Portion(progress, done, 1.0 / cases.Count)));
            }
        }

        return results;
    }

    private sealed class Portion(IWorkProgress whole, double from, double share) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (value * share));
    }
}
