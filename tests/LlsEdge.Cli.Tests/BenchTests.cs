using System.Text.Json;
using LlsEdge.Cli.Bench;
using LlsEdge.Cli.Commands;
using LlsEdge.Cli.Shell;
using LlsEdge.VirtualBoard;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

public sealed class BenchTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Fact]
    public void The_cases_of_the_repository_are_measured()
    {
        string file = workshop.At("costs.json");

        Outcome outcome = RunningTool.Run("bench", "--frames", "1", "--json", "--out", file).ShouldSucceed();

        File.ReadAllText(file).ShouldEndWith(outcome.Output.TrimEnd('\n') + "\n");
        outcome.Json.GetProperty("profile").GetProperty("name").GetString().ShouldBe("esp32-240");
        foreach (string name in new[] { "prediction", "predictionSmall", "trainTail", "trainAll" })
        {
            JsonElement result = outcome.Json.GetProperty(name);
            long il = result.GetProperty("ilInstructions").GetInt64();
            long instructions = result.GetProperty("predictedInstructions").GetInt64();
            instructions.ShouldBeGreaterThan(il * 20, name);
            result.GetProperty("predictedMs").GetDouble().ShouldBe(instructions * 1.4 / 240_000, 0.1, name);
            result.GetProperty("heapPeakBytes").GetInt64().ShouldBe(Sum(result, "heapByType", "bytes"), name);
            result.GetProperty("heapPeakBytes").GetInt64().ShouldBe(Sum(result, "heapBySite", "bytes"), name);
            result.GetProperty("flashBytes").GetInt64().ShouldBe(Sum(result, "flash", "totalBytes"), name);
            result.GetProperty("macs").GetInt64().ShouldBeGreaterThan(100_000, name);
        }
    }

    [Fact]
    public void A_model_is_measured_layer_by_layer()
    {
        Outcome outcome = RunningTool.Run("bench", "--model", workshop.At("model.llsm"), "--frames", "1", "--profile", "nanoclr-x86", "--json").ShouldSucceed();

        string[] phases = [.. outcome.Json.GetProperty("train").GetProperty("phases").EnumerateArray().Select(phase => phase.GetProperty("name").GetString()!)];
        phases.ShouldBe(["train", "frame", "convolution 1", "features 1", "convolution 2", "features 2", "learn", "signal", "update", "readout", "readout-update", "readout", "log"]);
        JsonElement predict = outcome.Json.GetProperty("prediction").GetProperty("phases")[0];
        predict.GetProperty("ilByKind").EnumerateObject().Sum(kind => kind.Value.GetInt64()).ShouldBe(predict.GetProperty("ilInstructions").GetInt64());
    }

    [Fact]
    public void People_get_tables()
    {
        string output = RunningTool.Run("bench", "--model", workshop.At("model.llsm"), "--frames", "2").ShouldSucceed().Output;

        output.ShouldContain("convolution 2");
        output.ShouldContain("System.Int64[] in LlsEdge.Learning.LaneLayers..ctor");
        output.ShouldContain("LlsEdge.Firmware");
    }

    [Fact]
    public void An_unknown_board_is_refused()
    {
        RunningTool.Run("bench", "--profile", "pico").ShouldFail(2, "--profile must be one of esp32-240, esp32-160, esp32-s3-240, nanoclr-x86, not 'pico'");
    }

    [Fact]
    public void Costs_are_those_of_the_baseline()
    {
        var runner = new BenchRunner(BoardProfile.Default, BenchCommand.Frames, TestContext.Current.CancellationToken);
        OrderedDictionary<string, long> figures = BenchBaseline.Figures(BenchCommand.Measure(runner, BenchCase.ReadShipped(), NoProgress.Instance));

        BenchBaseline.Compare(BenchBaseline.Read(Path.Combine(AppContext.BaseDirectory, "bench-baseline.json")), figures).ShouldBeEmpty(
            "What got worse is to be undone or explained; then 'llsedge bench --write-baseline tests/LlsEdge.Cli.Tests/bench-baseline.json' renews the baseline.");
    }

    [Fact]
    public void A_firmware_can_be_built_aside()
    {
        using FirmwareBuilder built = FirmwareBuilder.Build(string.Empty, TestContext.Current.CancellationToken);

        // The one beside the program is built with the repository's own trunk, if it has one; the class libraries are not part of either.
        FlashEstimate.Of(built.Path).Select(part => part.Assembly).ShouldBe(["LlsEdge.Firmware", "LlsEdge.Learning"], ignoreOrder: true);
    }

    [Fact]
    public void A_trunk_without_its_model_or_sources_is_refused()
    {
        RunningTool.Run("bench", "--trunk", "None").ShouldFail(2, "add --model");
        RunningTool.Run("bench", "--trunk", "Nowhere", "--model", workshop.At("model.llsm")).ShouldFail(2, "does not build with the trunk 'Nowhere'");
    }

    [Fact]
    public void A_hundredth_is_allowed_and_no_more()
    {
        OrderedDictionary<string, long> baseline = new() { ["a"] = 1000, ["b"] = 1000, ["c"] = 1000, ["d"] = 0, ["e"] = 5 };
        OrderedDictionary<string, long> figures = new() { ["a"] = 1010, ["b"] = 1011, ["c"] = 989, ["d"] = 1, ["f"] = 7 };

        BenchBaseline.Compare(baseline, figures).ShouldBe(
        [
            "b: 1011 now, 1000 in the baseline, +1.1 %, worse.",
            "c: 989 now, 1000 in the baseline, -1.1 %, better.",
            "d: 1 now, 0 in the baseline, +100.0 %, worse.",
            "f: 7 now, and not in the baseline.",
            "e: in the baseline, and gone now.",
        ]);
    }

    [Fact]
    public void A_baseline_reads_as_it_was_written()
    {
        string file = workshop.At("baseline.json");

        RunningTool.Run("bench", "--model", workshop.At("model.llsm"), "--frames", "1", "--write-baseline", file).ShouldSucceed();

        OrderedDictionary<string, long> figures = BenchBaseline.Read(file);
        figures["train: IL of train, convolution 1"].ShouldBeGreaterThan(1000);
        figures["train: IL of train"].ShouldBe(figures.Where(figure => figure.Key.StartsWith("train: IL of kind", StringComparison.Ordinal)).Sum(figure => figure.Value));
        figures.Keys.ShouldContain("prediction: flash of LlsEdge.Firmware");
    }

    private static long Sum(JsonElement result, string list, string bytes)
    {
        return result.GetProperty(list).EnumerateArray().Sum(share => share.GetProperty(bytes).GetInt64());
    }
}
