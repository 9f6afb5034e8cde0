using LlsEdge.Cli.Shell;
using LlsEdge.Host.Models;
using LlsEdge.Host.Studies.Cost;

namespace LlsEdge.Cli.Commands.Studies;

/// <summary><c>study cost</c>: multiply-accumulates of a training step by back-propagation and by LLS.</summary>
internal static class CostCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create() => new StudySession("cost").Create(
        "What a training step costs by back-propagation and by LLS, on the paper's models and on this repository's.",
        _ => CostStudy.Plan(DescribeModels()),
        hasSeeds: false,
        [],
        "study cost",
        "study cost --json --out costs");

    private static ModelDescription[] DescribeModels() =>
        [
            .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "models"), "model.json", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(ModelDescription.Load),
        ];
}
