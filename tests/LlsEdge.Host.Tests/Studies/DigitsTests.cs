using System.Text.Json.Nodes;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Studies;
using LlsEdge.Host.Studies.Digits;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Studies;

public sealed class DigitsTests : IDisposable
{
    private const int Size = 16;
    private readonly TempFolder _folder = new();

    [Fact]
    public void Each_rule_has_a_row_in_each_arithmetic_over_all_seeds()
    {
        StudyPlan plan = DigitsStudy.Plan(Options());
        var runner = new StudyRunner(plan, new StudyJournal(_folder["cells.jsonl"], plan.Settings), 2);

        StudyReport report = runner.Run(cancellation: TestContext.Current.CancellationToken);

        string[] rules =
        [
            "bp float",
            "lls float",
            "lls int",
            "lls-m float",
            "lls-m int",
            "lls-mxm float",
            "lls-mxm int",
            "lls-mxm-reduced float",
            "lls-mxm-reduced int",
            "random float",
            "random int",
        ];
        report.Rows.Select(row => $"{row["rule"]} {row["arithmetic"]}").ShouldBe(rules);
        foreach (JsonObject row in report.Rows)
        {
            ((int)row["seeds"]!).ShouldBe(2);
            ((double)row["accuracyMean"]!).ShouldBeInRange(0.6, 1, (string)row["rule"]! + (string)row["arithmetic"]!);
            ((double)row["accuracySd"]!).ShouldBeInRange(0, 0.4);
        }

        report.Markdown.ShouldContain("| lls-mxm |");
        report.Svg.ShouldContain("polyline");
    }

    [Fact]
    public void Sets_that_do_not_fit_are_refused() =>
        Should.Throw<DataException>(() => DigitsStudy.Plan(Options() with { Test = new ImageSet(8, [new byte[64]], [0], ["a"]) }))
            .Message.ShouldContain("8×8");

    public void Dispose() => _folder.Dispose();

    private static DigitsOptions Options() => new()
    {
        Name = "test",
        Description = new ModelDescription
        {
            Name = "corner",
            FrameSize = Size,
            Downsample = 1,
            Layers = [new LayerDescription { Channels = 4, Pool = 2 }, new LayerDescription { Channels = 8, Pool = 2 }],
            Readout = new ReadoutDescription { Taps = [new TapDescription(1, 4)], FactoryRate = 0.01, TracksCamera = false },
        },
        Train = Draw(200, 1),
        Test = Draw(60, 2),
        Seeds = 2,
        Epochs = 1,
    };

    private static ImageSet Draw(int count, int seed)
    {
        Random random = new(seed);
        byte[][] frames = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            int label = i % 2;
            bool Bright(int at) => label == 0 ? at / Size < Size / 2 : at % Size < Size / 2;
            frames[i] = [.. Enumerable.Range(0, Size * Size).Select(at => (byte)((Bright(at) ? 110 : 60) + random.Next(80)))];
        }

        return new ImageSet(Size, frames, [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))], ClassNames.Person);
    }
}
