using System.Text.Json;
using LlsEdge.Host.Data;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

public class StudyTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Fact]
    public void A_study_tells_its_time_first_and_ends_with_rows()
    {
        string folder = workshop.At("costs");

        Outcome outcome = RunningTool.Run("study", "cost", "--json", "--out", folder).ShouldEndWell();

        outcome.Error.ShouldStartWith("cost: ");
        outcome.Error.ShouldContain("takes about");
        JsonElement vgg = outcome.Json.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("model").GetString() == "VGG8, CIFAR100");
        vgg.GetProperty("signalRatio").GetDouble().ShouldBe(351, 1);
        File.ReadAllText(Path.Combine(folder, "table.md")).ShouldContain("| VGG8, CIFAR100 |");
        File.ReadAllText(Path.Combine(folder, "chart.svg")).ShouldStartWith("<svg");
        File.ReadAllText(Path.Combine(folder, "rows.json")).ShouldBe(outcome.Output.TrimEnd('\n'));
    }

    [Fact]
    public void Personalise_runs_on_a_folder_of_rooms_and_goes_on_from_its_journal()
    {
        string rooms = workshop.At("rooms");
        Directory.CreateDirectory(rooms);
        IdxWriter.Write(Path.Combine(rooms, "roomZ-teach"), Workshop.Draw(Workshop.Size, 30, 4, ["nobody", "person"]));
        IdxWriter.Write(Path.Combine(rooms, "roomZ-test"), Workshop.Draw(Workshop.Size, 30, 5, ["nobody", "person"]));
        string[] places = ["--data", rooms, "--model", workshop.At("model.llsm"), "--out", workshop.At("study")];
        string[] line = ["study", "personalise", "--quick", "--seeds", "1", "--json", .. places];

        Outcome first = RunningTool.Run(line).ShouldEndWell();
        Outcome second = RunningTool.Run(line).ShouldEndWell();

        JsonElement row = first.Json.GetProperty("rows").EnumerateArray()
            .Single(r => r.GetProperty("method").GetString() == "shipped" && r.GetProperty("n").GetInt32() == 25);
        row.GetProperty("room").GetString().ShouldBe("roomZ");
        row.GetProperty("seed").GetInt32().ShouldBe(1);
        row.GetProperty("accuracy").GetDouble().ShouldBeInRange(0.5, 1);
        second.Output.ShouldBe(first.Output);
        second.Error.ShouldContain("30 measurements, 30 of them in the journal");
    }

    [Fact]
    public void Rooms_of_photographs_are_taught_to_the_committed_factory_model()
    {
        string rooms = workshop.At("photographs");
        Directory.CreateDirectory(rooms);
        IdxWriter.Write(Path.Combine(rooms, "roomY-teach"), Workshop.Draw(96, 12, 4, ["nobody", "person"]));
        IdxWriter.Write(Path.Combine(rooms, "roomY-test"), Workshop.Draw(96, 12, 5, ["nobody", "person"]));

        Outcome outcome = RunningTool.Run("study", "personalise", "--quick", "--seeds", "1", "--json", "--data", rooms, "--out", workshop.At("photographed"))
            .ShouldEndWell();

        outcome.Json.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("method").GetString()).ShouldContain("lls-tail-replay");
        File.ReadAllText(Path.Combine(workshop.At("photographed"), "table.md")).ShouldContain("the factory model vww-");
    }

    [Theory]
    [InlineData("fashion-mnist", "lls-mxm", 11)]
    [InlineData("mnist", "lls-mxm", 11)]
    [InlineData("bits", null, 15)]
    [InlineData("ablation", null, 28)]
    public void Studies_from_random_weights_run_on_a_folder_like_MNIST_and_go_on_from_their_journal(string name, string? rule, int rows)
    {
        string data = workshop.At(name + "-data");
        Directory.CreateDirectory(data);
        string[] classes = [.. Enumerable.Range(0, 10).Select(i => $"class {i}")];
        IdxWriter.Write(Path.Combine(data, "train"), Workshop.Draw(28, 60, 6, classes));
        IdxWriter.Write(Path.Combine(data, "t10k"), Workshop.Draw(28, 20, 7, classes));
        string[] line = ["study", name, "--quick", "--seeds", "1", "--json", "--data", data, "--out", workshop.At(name)];

        Outcome first = RunningTool.Run(line).ShouldEndWell();
        Outcome second = RunningTool.Run(line).ShouldEndWell();

        JsonElement[] found = [.. first.Json.GetProperty("rows").EnumerateArray()];
        found.Length.ShouldBe(rows);
        foreach (JsonElement row in found)
        {
            row.GetProperty("seeds").GetInt32().ShouldBe(1);
            row.GetProperty("accuracyMean").GetDouble().ShouldBeInRange(0, 1);
            row.GetProperty("accuracySd").GetDouble().ShouldBe(0);
        }

        if (rule is not null)
        {
            found.Where(row => row.GetProperty("rule").GetString() == rule).Select(row => row.GetProperty("arithmetic").GetString()).ShouldBe(["float", "int"]);
        }

        second.Output.ShouldBe(first.Output);
        second.Error.ShouldContain($"{rows} measurements, {rows} of them in the journal");
        File.ReadAllText(Path.Combine(workshop.At(name), "table.md")).ShouldContain("| --- |");
    }

    [Fact]
    public void A_study_without_its_set_says_where_to_get_it()
    {
        Outcome outcome = RunningTool.Run("study", "mnist", "--data", workshop.At("nowhere"));

        outcome.ExitCode.ShouldBe(3);
        outcome.Error.ShouldContain("nowhere");
    }
}
