using System.Text.Json;
using LlsEdge.Host.Data;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

public sealed class DeskBenchTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Fact]
    public void The_desks_training_is_measured()
    {
        string file = workshop.At("desk.json");

        Outcome outcome = RunningTool.Run("bench", "--desk", "--passes", "1", "--batch", "16", "--threads", "1", "--json", "--out", file).ShouldSucceed();

        File.ReadAllText(file).ShouldBe(outcome.Output.TrimEnd('\n').Split('\n')[^1] + "\n");
        JsonElement desk = outcome.Json.GetProperty("desk");
        desk.GetProperty("network").GetString().ShouldBe("smallconv");
        desk.GetProperty("batch").GetInt32().ShouldBe(16);
        desk.GetProperty("threads").GetInt32().ShouldBe(1);
        JsonElement[] rules = [.. desk.GetProperty("rules").EnumerateArray()];
        rules.Select(rule => rule.GetProperty("rule").GetString()).ShouldBe(["bp", "lls-mxm"]);
        rules[0].GetProperty("imagesPerSecond").GetDouble().ShouldBe(desk.GetProperty("imagesPerSecond").GetDouble());

        // Products: 225,792 + 3,612,672 + 3,612,672 + 262,144 + 5,120; thrice for all but the first convolution, which passes no error down; two operations each.
        rules[0].GetProperty("flopsPerImage").GetInt64().ShouldBe(2 * ((2 * 225_792) + (3 * (3_612_672 + 3_612_672 + 262_144 + 5_120))));
        foreach (JsonElement rule in rules)
        {
            double speed = rule.GetProperty("imagesPerSecond").GetDouble();
            rule.GetProperty("passes").EnumerateArray().Select(pass => pass.GetDouble()).ShouldBe([speed]);
            rule.GetProperty("gflops").GetDouble().ShouldBe(speed * rule.GetProperty("flopsPerImage").GetInt64() / 1e9, 1e-6);
            rule.GetProperty("stages").EnumerateArray().Sum(stage => stage.GetProperty("forwardMs").GetDouble()).ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void People_get_tables_of_their_own_set()
    {
        IdxWriter.Write(workshop.At("digits"), Workshop.Draw(28, 40, 9, [.. Enumerable.Range(0, 10).Select(i => $"class {i}")]));

        string output = RunningTool.Run("bench", "--desk", "--data", workshop.At("digits"), "--batch", "20", "--passes", "1").ShouldSucceed().Output;

        output.ShouldContain("of peak");
        output.ShouldContain("convolution 3×3, 128");
        output.ShouldContain("digits");
    }

    [Fact]
    public void The_PyTorch_program_has_the_networks_layers()
    {
        string file = workshop.At("smallconv.py");

        RunningTool.Run("bench", "--desk", "--batch", "64", "--write-pytorch", file).ShouldSucceed().Output.ShouldContain("python3 " + file);

        string program = File.ReadAllText(file);
        string[] layers = [.. program.Split('\n').Where(line => line.StartsWith("        nn.", StringComparison.Ordinal)).Select(line => line.Trim().TrimEnd(','))];
        layers.ShouldBe(
        [
            "nn.Conv2d(1, 32, 3, stride=1, padding=1, bias=False)", "nn.BatchNorm2d(32)", "nn.LeakyReLU(0.01, inplace=True)", "nn.MaxPool2d(2)",
            "nn.Conv2d(32, 64, 3, stride=1, padding=1, bias=False)", "nn.BatchNorm2d(64)", "nn.LeakyReLU(0.01, inplace=True)", "nn.MaxPool2d(2)",
            "nn.Conv2d(64, 128, 3, stride=1, padding=1, bias=False)", "nn.BatchNorm2d(128)", "nn.LeakyReLU(0.01, inplace=True)", "nn.AdaptiveAvgPool2d(2)",
            "nn.Flatten()", "nn.Linear(512, 512, bias=False)", "nn.BatchNorm1d(512)", "nn.LeakyReLU(0.01, inplace=True)", "nn.Flatten()", "nn.Linear(512, 10)",
        ]);
        program.ShouldContain("default=64)");
        program.ShouldContain("lr=0.005");
    }

    [Theory]
    [InlineData(2, "--profile is about a board", "--desk", "--profile", "esp32-240")]
    [InlineData(2, "--frames is about a board", "--desk", "--frames", "3")]
    [InlineData(2, "--threads is about this machine", "--threads", "1")]
    [InlineData(2, "--write-pytorch is about this machine", "--write-pytorch", "x.py")]
    [InlineData(2, "--batch must be at least 1", "--desk", "--batch", "0")]
    [InlineData(3, "nowhere", "--desk", "--data", "nowhere")]
    public void What_does_not_go_together_is_refused(int code, string part, params string[] arguments) =>
        RunningTool.Run(["bench", .. arguments]).ShouldFail(code, part);

    [Fact]
    public void A_set_of_other_frames_or_of_less_than_a_batch_is_refused()
    {
        RunningTool.Run("bench", "--desk", "--data", workshop.At("set")).ShouldFail(4, "frames of 28×28");
        IdxWriter.Write(workshop.At("few"), Workshop.Draw(28, 5, 9, [.. Enumerable.Range(0, 10).Select(i => $"class {i}")]));
        RunningTool.Run("bench", "--desk", "--data", workshop.At("few")).ShouldFail(4, "the 128 of a batch");
    }
}
