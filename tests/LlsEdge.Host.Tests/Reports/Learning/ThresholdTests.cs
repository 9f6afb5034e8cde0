using LlsEdge.Board;
using LlsEdge.Host.Reports;
using LlsEdge.Host.Reports.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Reports.Learning;

public class ThresholdTests
{
    [Fact]
    public void The_pin_is_the_firmware_s()
    {
        Random random = new(5);
        for (int round = 0; round < 300; round++)
        {
            int threshold = random.Next(256);
            int hysteresis = random.Next(100);
            int hold = random.Next(3000);
            int period = random.Next(1, 1500);
            var board = new Detection(new OutputPin());
            var desk = new DetectionPin(threshold, hysteresis, hold);
            for (int i = 0; i < 60; i++)
            {
                int now = i * period;
                int p = random.Next(256);

                // The board lets time pass all the time, above all just before the frame.
                board.Update(hold, now);
                bool was = board.IsOn;
                board.See(p, threshold, hysteresis, now);
                board.Update(hold, now);

                desk.See(p, now);
                desk.IsOn.ShouldBe(board.IsOn);
                (desk.IsSeen && !was).ShouldBe(board.IsOn && !was);
            }
        }
    }

    [Fact]
    public void Frames_on_their_own_are_counted_at_and_above_each_threshold()
    {
        var sweep = ThresholdSweep.OfFrames([10, 200, 160, 90, 159, 255], [false, true, true, false, false, true], 7200);

        sweep.Points.Count.ShouldBe(256);
        sweep.Points[0].ShouldSatisfyAllConditions(p => p.Detected.ShouldBe(3), p => p.FalseAlarms.ShouldBe(3), p => p.FalseAlarmsPerHour.ShouldBe(7200));
        sweep.Points[160].ShouldSatisfyAllConditions(p => p.Detected.ShouldBe(3), p => p.FalseAlarms.ShouldBe(0), p => p.DetectionRate.ShouldBe(1));
        sweep.Points[159].FalseAlarmsPerHour.ShouldBe(2400);
        sweep.Points[201].DetectionRate.ShouldBe(1 / 3.0);

        // No alarm among three frames: up to 56 % of frames could be alarms, after Wilson.
        sweep.Points[160].FalseAlarmInterval.Low.ShouldBe(0, 1e-9);
        sweep.Points[160].FalseAlarmInterval.High.ShouldBe(7200 * 0.5615, 1);
    }

    [Fact]
    public void In_a_sequence_one_visit_is_one_alarm_and_the_hold_time_counts()
    {
        // A frame a second; hold of 1.5 s: the alarm of frames 0 and 1 lasts until 2.5 s; at frame 5 it is raised anew.
        int[] p = [200, 200, 0, 0, 0, 200, 0, 0, 0];
        bool[] isClass = [false, false, true, true, false, false, false, false, false];
        var sweep = ThresholdSweep.OfSequence(p, isClass, 3600, hysteresis: 0, holdMilliseconds: 1500);

        sweep.Points[160].FalseAlarms.ShouldBe(2);
        sweep.Points[160].Detected.ShouldBe(1);
        sweep.Points[160].DetectionRate.ShouldBe(0.5);
        ThresholdSweep.OfFrames(p, isClass, 3600).Points[160].FalseAlarms.ShouldBe(3);

        // A pin that never goes low is one alarm after the other, but for the time in which there is a cause.
        sweep.Points[0].DetectionRate.ShouldBe(1);
        sweep.Points[0].FalseAlarms.ShouldBe(3);
    }

    [Fact]
    public void Choices_are_what_they_are_called()
    {
        int[] p = [.. Enumerable.Range(0, 100).Select(i => i), .. Enumerable.Range(0, 100).Select(i => 50 + i)];
        bool[] isClass = [.. Enumerable.Range(0, 200).Select(i => i >= 100)];
        var choices = ThresholdSweep.OfFrames(p, isClass, 3600).Choices.ToDictionary(choice => choice.Purpose.Split(':')[0] + choice.Point.Threshold, choice => choice.Point);

        choices.Keys.ShouldBe(["misses few55", "balanced50", "calm95", "calm99", "silent100"], ignoreOrder: true);
        choices["misses few55"].DetectionRate.ShouldBe(0.95);
        choices["calm95"].FalseAlarms.ShouldBe(5);
        choices["silent100"].FalseAlarmsPerHour.ShouldBe(0);
        ThresholdSweep.OfFrames([1, 2], [true, true], 3600).Choices.ShouldBeEmpty();
    }

    [Fact]
    public void The_roc_goes_from_corner_to_corner_and_ties_are_one_step()
    {
        RocPoints.Of([9, 5, 5, 1], [true, true, false, false]).ShouldBe(
            [new CurvePoint(0, 0), new CurvePoint(0, 0.5), new CurvePoint(0.5, 1), new CurvePoint(1, 1)]);
        RocPoints.Of([9, 5], [true, true]).ShouldBeEmpty();
    }
}
