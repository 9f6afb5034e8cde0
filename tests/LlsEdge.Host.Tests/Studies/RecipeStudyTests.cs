using System.Text.Json.Nodes;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Studies;
using LlsEdge.Host.Studies.Digits;
using LlsEdge.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Studies;

/// <summary>The studies that take a recipe apart: bits and ablation.</summary>
public sealed class RecipeStudyTests : IDisposable
{
    private const int Size = 28;
    private readonly TempFolder _folder = new();

    [Fact]
    public void Bits_has_a_row_for_each_number_of_bits_and_goes_on_from_its_journal()
    {
        StudyReport first = Run(BitsStudy.Plan(Options("bits")), out int missing);
        StudyReport second = Run(BitsStudy.Plan(Options("bits")), out int missingThen);

        missing.ShouldBe(30);
        missingThen.ShouldBe(0);
        second.Markdown.ShouldBe(first.Markdown);
        JsonObject[] weights = [.. first.Rows.Where(row => (string)row["group"]! == "weights")];
        weights.Select(row => (int)row["weightBits"]!).ShouldBe([6, 5, 4, 3]);
        foreach (JsonObject row in first.Rows)
        {
            ((int)row["seeds"]!).ShouldBe(2);
            ((double)row["accuracyMean"]!).ShouldBeInRange(0, 1);
            ((double)row["change"]!).ShouldBe((double)row["accuracyMean"]! - (double)first.Rows[0]["accuracyMean"]!, 1e-9);
        }

        ((double)first.Rows[0]["accuracyMean"]!).ShouldBeGreaterThan(0.8);
        first.Svg.ShouldContain("polyline");
    }

    [Theory]
    [InlineData(7, 8, 16)]
    [InlineData(7, 8, 8)]
    [InlineData(3, 8, 16)]
    [InlineData(5, 6, 12)]
    [InlineData(4, 4, 10)]
    public void Fewer_bits_keep_ranges_and_shifts_within_the_kernels_limits(int activations, int weights, int masters)
    {
        ModelDescription description = BitsStudy.WithBits(Describe(), activations, weights, masters);
        Model full = ModelBuilder.Build(Describe(), 1);
        Model narrow = ModelBuilder.Build(description, 1);

        for (int i = 0; i < narrow.Layers.Length; i++)
        {
            ConvolutionLayer layer = narrow.Layers[i];
            ModelBuilder.SetRate(layer, LearningRate.AtLeastSmallest(0));
            layer.UpdateShift.ShouldBeInRange(1, 22);
            layer.BiasUpdateShift.ShouldBeInRange(1, 22);
            double range = (layer.ActivationLimit + 1) * Math.Pow(2, -layer.OutputExponent);
            range.ShouldBe(128 * Math.Pow(2, -full.Layers[i].OutputExponent));
            layer.MasterBits.ShouldBe(masters);
            layer.WeightBits.ShouldBe(weights);
        }
    }

    [Fact]
    public void Ablation_compares_seed_by_seed_and_other_readouts_with_random_features()
    {
        StudyReport report = Run(AblationStudy.Plan(Options("ablation")), out _);

        JsonObject Row(string group, string variant) => report.Rows.Single(row => (string)row["group"]! == group && (string)row["variant"]! == variant);
        ((double)Row("nothing", "the recipe")["change"]!).ShouldBe(0);
        foreach (string group in (string[])["ReLU's derivative", "positions", "latents", "basis", "P", "frozen"])
        {
            report.Rows.ShouldContain(row => (string)row["group"]! == group);
        }

        JsonObject random = Row("readout of 2×2 cells", "random features");
        JsonObject learnt = Row("readout of 2×2 cells", "LLS-MxM");
        ((double)random["change"]!).ShouldBe(0);
        ((double)learnt["change"]!).ShouldBe((double)learnt["accuracyMean"]! - (double)random["accuracyMean"]!, 1e-9);
        ((double)Row("readout of 1×1 cells", "LLS-MxM")["accuracyMean"]!).ShouldBe((double)Row("nothing", "the recipe")["accuracyMean"]!);
        report.Markdown.ShouldContain("| positions: a quarter |");
    }

    [Fact]
    public void Weights_of_three_bits_leave_activations_fewer_bits_below_one()
    {
        Model model = ModelBuilder.Build(BitsStudy.WithBits(Describe(), 7, 3, 16), 1);

        model.Layers[0].WeightExponent.ShouldBe(0);
        model.Layers[0].OutputExponent.ShouldBe(3);
        model.Layers.ShouldAllBe(layer => layer.RequantiseShift >= 1);
    }

    public void Dispose() => _folder.Dispose();

    private StudyReport Run(StudyPlan plan, out int missing)
    {
        var runner = new StudyRunner(plan, new StudyJournal(_folder[plan.Name + ".jsonl"], plan.Settings), 2);
        missing = runner.Missing;
        return runner.Run(cancellation: TestContext.Current.CancellationToken);
    }

    private static DigitsOptions Options(string name) => new()
    {
        Name = name,
        Description = Describe(),
        Train = Draw(200, 1),
        Test = Draw(60, 2),
        Seeds = 2,
        Epochs = 1,
    };

    private static ModelDescription Describe() => new()
    {
        Name = "corner",
        FrameSize = Size,
        Downsample = 1,
        Rule = LocalRule.LlsMxM,
        Layers =
        [
            new LayerDescription { Channels = 4, Pool = 4, ActivationExponent = 4, SignalExponent = 18, FactoryRate = 0.003 },
            new LayerDescription { Channels = 8, Pool = 2, ActivationExponent = 5, SignalExponent = 18, FactoryRate = 0.003 },
            new LayerDescription { Channels = 8, Pool = 1, ActivationExponent = 5 },
        ],
        Readout = new ReadoutDescription { Taps = [new TapDescription(2, 1)], FactoryRate = 0.01, TracksCamera = false },
    };

    private static ImageSet Draw(int count, int seed)
    {
        Random random = new(seed);
        byte[][] frames = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            int label = i % 2;
            int at = random.Next(4, 22);
            bool IsBar(int p) => (label == 0 ? p / Size : p % Size) - at is 0 or 1 or 2;
            frames[i] = [.. Enumerable.Range(0, Size * Size).Select(p => (byte)(random.Next(60) + (IsBar(p) ? 150 : 0)))];
        }

        return new ImageSet(Size, frames, [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))], ClassNames.Person);
    }
}
