using System.Text.Json;
using LlsEdge.Cli.Bench;
using LlsEdge.VirtualBoard;
using Shouldly;
using Xunit;

namespace LlsEdge.Cli.Tests;

public sealed class CalibrateTests(Workshop workshop) : IClassFixture<Workshop>
{
    private static string Executed => Path.Combine(AppContext.BaseDirectory, "executed-nanoclr-x86.txt");

    [Fact]
    public void Costs_are_those_of_the_real_interpreter()
    {
        JsonElement[] constructs =
        [
            .. RunningTool.Run("calibrate", "--profile", "nanoclr-x86", "--measured", Executed, "--json").ShouldSucceed().Json
                .GetProperty("constructs").EnumerateArray().Where(construct => construct.GetProperty("ratio").ValueKind == JsonValueKind.Number),
        ];

        constructs.Length.ShouldBe(File.ReadLines(Executed).Count(line => line.Contains(" | ", StringComparison.Ordinal)) - 1);
        foreach (JsonElement construct in constructs)
        {
            construct.GetProperty("ratio").GetDouble().ShouldBeInRange(0.9, 1.1, construct.GetProperty("name").GetString());
        }

        double measured = constructs.Sum(construct => construct.GetProperty("measuredMicroseconds").GetDouble());
        measured.ShouldBe(constructs.Sum(construct => construct.GetProperty("predictedMicroseconds").GetDouble()), tolerance: measured * 0.02);
    }

    [Theory]
    [InlineData("empty loop", 7)]
    [InlineData("int chain, 32 terms", 7 + 32 + 31 + 1)]
    [InlineData("long x constant, 16 terms", 7 + (16 * 3) + 15 + 1)]
    [InlineData("masked sum, 16 terms", 7 + (16 * 3) + 15 + 1)]
    [InlineData("naive sbyte[] MAC loop, 16", 7 + 3 + (16 * (10 + 4 + 3)) + 3)]
    [InlineData("unrolled long[] MAC, 8", 7 + (8 * 5) + 7 + 1)]
    [InlineData("static call", 7 + 1 + 1)]
    public void Counts_are_those_of_the_source(string name, double instructions)
    {
        MicroBench.Measure(MicroBench.DefaultPath, BoardProfile.Default, new Dictionary<string, double>())
            .Single(construct => construct.Name == name).IlInstructions.ShouldBe(instructions);
    }

    [Fact]
    public async Task The_app_itself_tells_what_the_meter_predicts()
    {
        StringWriter console = new();
        using VirtualEsp32 board = VirtualEsp32.Start(new VirtualBoardOptions { FirmwarePath = MicroBench.DefaultPath, Console = console });
        await board.Exited.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        string table = workshop.At("board.txt");
        await File.WriteAllTextAsync(table, console.ToString(), TestContext.Current.CancellationToken);

        IReadOnlyList<ConstructCost> constructs = MicroBench.Measure(MicroBench.DefaultPath, BoardProfile.Default, MeasuredTable.Read(table));

        foreach (ConstructCost construct in constructs)
        {
            // The clock has milliseconds and the board 500 of them; learning changes what a step finds zero.
            construct.Ratio!.Value.ShouldBe(1, construct.Name == "training step" ? 0.1 : 0.01, construct.Name);
        }
    }

    [Fact]
    public void A_file_without_a_table_is_refused()
    {
        RunningTool.Run("calibrate", "--measured", workshop.At("model.json")).ShouldFail(3, "no line of the micro-benchmarks' table");
        RunningTool.Run("calibrate", "--measured", workshop.At("none.txt")).ShouldFail(3, "none.txt");
    }
}
