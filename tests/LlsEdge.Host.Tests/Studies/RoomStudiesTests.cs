using System.Text.Json.Nodes;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Studies;
using LlsEdge.Host.Studies.Forgetting;
using LlsEdge.Host.Studies.Personalise;
using LlsEdge.Host.Studies.Vww;
using LlsEdge.Host.Training;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Studies;

public sealed class RoomStudiesTests : IDisposable
{
    private static readonly ModelDescription s_description = new()
    {
        Name = "corner",
        FrameSize = HalfLitFrames.Size,
        Downsample = 1,
        Layers = [new LayerDescription { Channels = 4, Pool = 2 }, new LayerDescription { Channels = 8, Pool = 2, BoardRate = 0.01 }],
        Readout = new ReadoutDescription { Taps = [new TapDescription(0, 2), new TapDescription(1, 1)] },
    };

    private readonly TempFolder _folder = new();

    [Fact]
    public void Every_rule_has_a_row_in_each_arithmetic_it_runs_in_and_learns_an_easy_task()
    {
        JsonObject[] rows = [.. Run(VwwStudy.Plan(new VwwOptions
        {
            Description = s_description with { Downsample = 2 },
            Train = HalfLitFrames.Draw(96, 1),
            Test = HalfLitFrames.Draw(40, 2),
            SetName = "corners",
            Seeds = 2,
            Epochs = 6,
        })).Rows];

        rows.Select(row => $"{row["rule"]} {row["arithmetic"]}").ShouldBe(
        [
            "bp float", "lls float", "lls-m float", "lls-mxm float", "local-losses float", "dfa float", "drtp float", "random float",
            "lls int", "lls-m int", "lls-mxm int", "random int",
        ]);
        rows.ShouldAllBe(row => (int)row["seeds"]! == 2 && (int)row["epochs"]! == 6
            && (double)row["balancedMean"]! >= 0 && (double)row["balancedMean"]! <= 1 && (double)row["rocMean"]! >= 0 && (double)row["rocMean"]! <= 1);
        foreach (string rule in (string[])["bp float", "lls-mxm float"])
        {
            JsonObject row = rows.Single(r => $"{r["rule"]} {r["arithmetic"]}" == rule);
            ((double)row["accuracyMean"]!).ShouldBeGreaterThan(0.85, rule);
            ((double)row["rocMean"]!).ShouldBeGreaterThan(0.9, rule);
        }
    }

    [Fact]
    public void Rules_are_not_compared_on_frames_that_do_not_fit() =>
        Should.Throw<DataException>(() => VwwStudy.Plan(new VwwOptions
        {
            Description = s_description with { FrameSize = 32 },
            Train = HalfLitFrames.Draw(4, 1),
            Test = HalfLitFrames.Draw(4, 2),
            SetName = "corners",
        })).Message.ShouldContain("16×16");

    [Fact]
    public void Forgetting_is_measured_on_other_cameras_and_on_the_way_back()
    {
        PersonaliseOptions options = Options();
        StudyReport report = Run(ForgettingStudy.Plan(options));
        JsonObject[] head = [.. report.Rows.Where(row => (string)row["method"]! == "head" && (string)row["room"]! == "one")];

        head.Select(row => $"{row["phase"]} {row["camera"]} {row["n"]}").ShouldBe(
        [
            "taught kept 0", "taught forgotten 0", "taught kept 25", "taught forgotten 25",
            "back kept 0", "back kept 10", "back kept 25", "back forgotten 0", "back forgotten 10", "back forgotten 25",
        ]);
        Evaluation factory = Evaluation.Run(ModelFile.Parse(options.Factory, "test"), options.General!);
        ((double)head[0]["general"]!).ShouldBe(factory.BalancedAccuracy);
        ((double)head[0]["rocArea"]!).ShouldBe(factory.RocArea!.Value, 1e-9);
        ((double)head[1]["general"]!).ShouldBe(factory.BalancedAccuracy);
        report.Markdown.ShouldContain("| lls-tail-replay | kept |");
        Should.Throw<DataException>(() => ForgettingStudy.Plan(options with { General = null })).Message.ShouldContain("--general");
    }

    [Fact]
    public void Following_the_camera_leaves_its_mean_as_it_was()
    {
        PersonaliseOptions options = Options();
        StudyPlan plan = PersonaliseStudy.Plan(options);
        StudyReport report = Run(plan);
        double At(string method) => report.Rows.Where(row => (string)row["method"]! == method && (int)row["n"]! == 25).Average(row => (double)row["general"]!);

        // The same lesson, and the general set measured after it: following during the room's test must not show there.
        At("shipped-follow").ShouldBe(At("shipped"));
    }

    public void Dispose() => _folder.Dispose();

    private static PersonaliseOptions Options() => new()
    {
        Factory = ModelFile.ToBytes(new FactoryTrainer(s_description, HalfLitFrames.Draw(120, 1), new FactoryOptions { Epochs = 2, BoardEpochs = 2 }).Train()),
        FactoryName = "a test's model",
        Rooms = [new Room("one", HalfLitFrames.Draw(25, 2), HalfLitFrames.Draw(40, 3)), new Room("two", HalfLitFrames.Draw(25, 12), HalfLitFrames.Draw(40, 13))],
        General = HalfLitFrames.Draw(40, 5),
        Seeds = 1,
        Quick = true,
    };

    private StudyReport Run(StudyPlan plan) =>
        new StudyRunner(plan, new StudyJournal(_folder[plan.Name + ".jsonl"], plan.Settings), 2).Run(cancellation: TestContext.Current.CancellationToken);
}
