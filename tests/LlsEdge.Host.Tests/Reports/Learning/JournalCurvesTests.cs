using LlsEdge.Host.Device;
using LlsEdge.Host.Reports.Charts;
using LlsEdge.Host.Reports.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Reports.Learning;

public class JournalCurvesTests
{
    [Fact]
    public void Curves_are_means_over_the_last_steps_and_events_lie_between_steps()
    {
        JournalEntry[] journal =
        [
            JournalEntry.OfEvent(1, "started", 0, 7, 0)!,
            .. Enumerable.Range(0, 12).Select(i => Step(i + 1, label: 1, predicted: i < 10 ? 0 : 1, local: i < 2 ? 255 : 51)),
            JournalEntry.OfEvent(14, "undone", 11, 7, 0)!,
            Step(15, label: 0, predicted: 0, local: 0),
        ];
        var curves = new JournalCurves(journal);

        curves.Window.ShouldBe(10);
        curves.Correct.ShouldBe(3);
        curves.Accuracy.Select(point => point.X).ShouldBe([10.0, 11, 12, 13]);
        curves.Accuracy.Select(point => point.Y).ShouldBe([0, 0.1, 0.2, 0.3], 1e-9);

        // The first layer, which does not learn, is left out.
        curves.LocalConfidence.Select(curve => curve.Name).ShouldBe(["layer 2"]);
        curves.LocalConfidence[0].Points[0].Y.ShouldBe((2 + 8 * 0.2) / 10, 1e-9);
        curves.LocalLoss[0].Points[0].Y.ShouldBe(8 * Math.Log(5) / 10, 1e-9);

        // A recorded 0 stands for less than 1 of 255: its loss is that of a half.
        curves.LocalLoss[0].Points[^1].Y.ShouldBe((9 * Math.Log(5) + Math.Log(510)) / 10, 1e-9);
        curves.Events.ShouldBe([new TimelineEvent(0, "S", "started"), new TimelineEvent(12, "U", "undone")]);
        curves.Milliseconds.Count.ShouldBe(13);
        curves.Clamped[0].Y.ShouldBe(3);
    }

    [Fact]
    public void A_journal_without_lessons_has_no_curves()
    {
        var curves = new JournalCurves([JournalEntry.OfEvent(1, "started", 0, 7, 0)!]);
        curves.Steps.ShouldBeEmpty();
        curves.Accuracy.ShouldBeEmpty();
        curves.LocalLoss.ShouldBeEmpty();
    }

    private static JournalEntry Step(int number, int label, int predicted, int local) =>
        JournalEntry.Of(new TrainingLogEntry(number, label, predicted, 200, [0, local], 3, 571, number + 1, "host"));
}
