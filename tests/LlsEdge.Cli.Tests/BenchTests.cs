using System.Text.Json;
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

    private static long Sum(JsonElement result, string list, string bytes)
    {
        return result.GetProperty(list).EnumerateArray().Sum(share => share.GetProperty(bytes).GetInt64());
    }
}
