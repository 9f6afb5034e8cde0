using System.CommandLine;
using System.Globalization;
using LlsEdge.Cli.Bench;
using LlsEdge.Cli.Shell;
using LlsEdge.VirtualBoard;

namespace LlsEdge.Cli.Commands;

/// <summary><c>calibrate</c>: the micro-benchmarks as the meter predicts them, beside what a board has measured.</summary>
internal static class CalibrateCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        Option<string> profile = BenchCommand.CreateProfileOption();
        var measured = new Option<string?>("--measured")
        {
            Description = "A file with the table that the app LlsEdge.MicroBench printed on a board or on nanoCLR.",
            HelpName = "file",
        };
        return new ShellCommand(
            "calibrate",
            "Predict what the micro-benchmarks cost, and hold a table that a board has printed against it; the table is Markdown.",
            context => Run(context, BoardProfile.Find(context.Require(profile))!, context.Get(measured)),
            "calibrate",
            "calibrate --profile esp32-240 --measured board.txt",
            "calibrate --profile nanoclr-x86 --measured executed.txt")
        {
            profile,
            measured,
        };
    }

    private static void Run(CommandContext context, BoardProfile profile, string? measured)
    {
        IReadOnlyDictionary<string, double> table = measured is null ? new Dictionary<string, double>() : MeasuredTable.Read(measured);
        IReadOnlyList<ConstructCost> constructs = MicroBench.Measure(MicroBench.DefaultPath, profile, table);
        context.GiveResult(
            new { profile, constructs },
            console =>
            {
                foreach (string line in Draw(constructs))
                {
                    console.Profile.Out.Writer.WriteLine(line);
                }
            });
    }

    private static IEnumerable<string> Draw(IReadOnlyList<ConstructCost> constructs)
    {
        yield return "| construct, a turn | IL | predicted instructions | predicted µs | measured µs | measured / predicted |";
        yield return "|---|---:|---:|---:|---:|---:|";
        foreach (ConstructCost construct in constructs)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"| {construct.Name} | {construct.IlInstructions:#,0.##} | {construct.PredictedInstructions:#,0} | {construct.PredictedMicroseconds:#,0.00} "
                + $"| {construct.MeasuredMicroseconds:#,0.00} | {construct.Ratio:0.00} |");
        }
    }
}
