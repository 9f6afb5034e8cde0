using System.Globalization;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

public class AssociationStudyTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Fact]
    public void Association_runs_on_flowers_and_goes_on_from_its_journal()
    {
        Random random = new(1);
        string Length(int kind) => (kind + (0.3 * random.NextDouble())).ToString("0.00", CultureInfo.InvariantCulture);
        File.WriteAllLines(
            workshop.At("flowers.csv"),
            Enumerable.Range(0, 60).Select(i => $"{Length(i % 3)},{Length(2 - (i % 3))},{Length(i % 3)},{Length(1)},{i % 3}"));
        string[] line =
        [
            "study", "association", "--quick", "--task", "iris-setosa", "--iris", workshop.At("flowers.csv"), "--out", workshop.At("association"), "--json",
        ];

        Outcome first = RunningTool.Run(line).ShouldEndWell();
        Outcome second = RunningTool.Run(line).ShouldEndWell();

        JsonElement row = first.Json.GetProperty("rows").EnumerateArray().Single(r =>
            r.GetProperty("rule").GetString() == "association" && r.GetProperty("attack").GetString() == "none");
        row.GetProperty("task").GetString().ShouldBe("iris-setosa");
        row.GetProperty("seeds").GetInt32().ShouldBe(2);
        row.GetProperty("accuracyMean").GetDouble().ShouldBeInRange(0.9, 1);
        second.Output.ShouldBe(first.Output);
        second.Error.ShouldContain("2 measurements, 2 of them in the journal");
    }

    [Fact]
    public void Missing_flowers_and_unknown_tasks_are_told()
    {
        RunningTool.Run("study", "association", "--task", "iris-setosa", "--iris", workshop.At("none.csv")).Error
            .ShouldContain("The iris flowers cannot be read");
        RunningTool.Run("study", "association", "--task", "iris-rose").Error.ShouldContain("iris-rose");
    }
}
