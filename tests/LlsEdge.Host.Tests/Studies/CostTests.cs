using System.Xml.Linq;
using LlsEdge.Host.Models;
using LlsEdge.Host.Studies;
using LlsEdge.Host.Studies.Cost;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Studies;

public class CostTests
{
    [Fact]
    public void The_learning_signals_ratio_is_the_papers()
    {
        Math.Round(StepCost.Of(CostModel.Vgg8Cifar100).SignalRatio).ShouldBe(351);
        Math.Round(StepCost.Of(CostModel.SmallConvCifar10).SignalRatio).ShouldBe(271);
    }

    [Fact]
    public void A_whole_step_is_half_as_much_again_by_back_propagation()
    {
        StepCost.Of(CostModel.Vgg8Cifar100).StepRatio.ShouldBe(1.5, 0.02);
        StepCost.Of(CostModel.SmallConvCifar10).StepRatio.ShouldBe(1.5, 0.05);
    }

    [Fact]
    public void A_described_model_is_counted_by_hand()
    {
        // 6×6 → 3×3 of 4 channels (9 products each) → 2×2 of 8 channels (36 products each); the readout takes 4·1 + 8·4 features.
        ModelDescription description = new()
        {
            Name = "tiny",
            FrameSize = 12,
            Layers = [new LayerDescription { Channels = 4 }, new LayerDescription { Channels = 8, Pool = 2, BoardRate = 0.01 }],
            Readout = new ReadoutDescription { Taps = [new TapDescription(0, 1), new TapDescription(1, 2)] },
        };
        const long first = 9 * 4 * 9;
        const long second = 36 * 8 * 4;
        const long head = 36 * 2;

        StepCost all = StepCost.Of(CostModel.Of(description, asOnBoard: false));
        all.ShouldBe(new StepCost(
            first + second + head, second + head, 2 * 2 * (4 + 32), (2 * 2 * (4 + 32)) + (3 * (4 + 32)), first + second + head, (9 * 4) + (36 * 8 * 4) + head));
        StepCost tail = StepCost.Of(CostModel.Of(description, asOnBoard: true));
        tail.ShouldBe(new StepCost(first + second + head, head, 2 * 2 * 32, (2 * 2 * 32) + (3 * 32), second + head, (36 * 8 * 4) + head));
    }

    [Fact]
    public void The_study_reports_every_model_in_a_row_a_table_and_a_chart()
    {
        using TempFolder folder = new();
        StudyPlan plan = CostStudy.Plan([]);

        var runner = new StudyRunner(plan, new StudyJournal(folder["cells.jsonl"], plan.Settings), 2);
        StudyReport report = runner.Run(cancellation: TestContext.Current.CancellationToken);

        report.Rows.Count.ShouldBe(4);
        ((double)report.Rows[3]["signalRatio"]!).ShouldBe(351, 1);
        report.Markdown.ShouldContain("| VGG8, CIFAR100 |");
        report.Markdown.ShouldContain("351×");
        XDocument.Parse(report.Svg).Root!.Name.LocalName.ShouldBe("svg");
    }
}
