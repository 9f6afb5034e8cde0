using System.Globalization;
using LlsEdge.Cli.Commands;
using LlsEdge.Host.Training.Networks;
using Spectre.Console;

namespace LlsEdge.Cli.Bench;

/// <summary>Shows how fast the desk trains to people.</summary>
internal static class DeskReport
{
    /// <summary>Writes the summary, and a table of stages a rule.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="result">The measurements.</param>
    public static void WriteTo(IAnsiConsole console, DeskResult result)
    {
        console.WriteLine(
            $"{result.Network} in float on this machine: batches of {result.Batch} frames ({result.Data}), {result.Threads} thread(s), {result.VectorBits}-bit vectors.");
        console.WriteLine(
            $"Whole training steps, median of {result.Rules[0].Passes.Count} passes of a second. "
            + $"Multiply-adds on registers alone reach {Number(result.PeakGflops, 0)} GFLOP/s: the peak.");
        Table summary = BenchReport.Columns("rule", "images/s", "fastest", "cores used", "MFLOP an image", "GFLOP/s", "of peak");
        foreach (DeskRule rule in result.Rules)
        {
            summary.AddRow(
                rule.Rule,
                Show.Count((long)Math.Round(rule.ImagesPerSecond)),
                Show.Count((long)Math.Round(rule.FastestImagesPerSecond)),
                Number(rule.CoresUsed, 2),
                Number(rule.FlopsPerImage / 1e6, 1),
                Number(rule.Gflops, 1),
                Show.Percent(rule.OfPeak));
        }

        console.Write(summary);
        foreach (DeskRule rule in result.Rules)
        {
            WriteStages(console, rule);
        }
    }

    private static void WriteStages(IAnsiConsole console, DeskRule rule)
    {
        console.WriteLine($"{rule.Rule}: ms of a step, by stage");
        Table table = BenchReport.Columns("stage", "forward", "error", "backward", "update", "share");
        double total = rule.UpdateMs + rule.Stages.Sum(Total);
        foreach (NetworkBenchStage stage in rule.Stages)
        {
            table.AddRow(stage.Name, Ms(stage.ForwardMs), Ms(stage.ErrorMs), Ms(stage.BackwardMs), "", Show.Percent(Total(stage) / total));
        }

        double[] sums = [rule.Stages.Sum(s => s.ForwardMs), rule.Stages.Sum(s => s.ErrorMs), rule.Stages.Sum(s => s.BackwardMs), rule.UpdateMs];
        table.AddRow(["all", .. sums.Select(Ms), ""]);
        table.AddRow(["share", .. sums.Select(ms => Show.Percent(ms / total)), ""]);
        console.Write(table);
    }

    private static double Total(NetworkBenchStage stage) => stage.ForwardMs + stage.ErrorMs + stage.BackwardMs;

    private static string Ms(double milliseconds) => Number(milliseconds, 2);

    private static string Number(double value, int decimals) => value.ToString("F" + decimals, CultureInfo.InvariantCulture);
}
