using LlsEdge.Link;
using LlsEdge.VirtualBoard;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Teaching;

/// <summary>A board that is taught by hand, from its camera to its LED.</summary>
public sealed class StationTests
{
    /// <summary>The camera's start takes the time before; the LED blinks from then on.</summary>
    private const double LoopStart = 0.61;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Pressed_without_a_host_it_learns_a_room_shows_it_and_can_tell_of_it_later()
    {
        using var rig = new StationRig { IsPersonThere = time => time is >= 4 and < 7.4 or >= 16 and < 18 };
        rig.Prepare(null, StationRig.MakeModel()).Run(22, "5 short, 8 long");

        // Three seconds of fast blinking, then dark: nobody is seen, and nothing has been taught.
        rig.Changes(StationRig.LedPin, 0, LoopStart + 3).Count.ShouldBe(30);
        rig.Changes(StationRig.LedPin, LoopStart + 3, 5.45).ShouldBeEmpty();

        // Half a second after the press the LED is lit while the board learns; then one quick blink for the first class.
        var taught = rig.Changes(StationRig.LedPin, 5.45, 6.4);
        taught.Select(change => change.High).ShouldBe([true, false, true, false]);
        Lasts(taught, 0).ShouldBeInRange(0.1, 0.6);
        Lasts(taught, 1).ShouldBe(0.1, 0.02);
        Lasts(taught, 2).ShouldBe(0.1, 0.02);

        // From here on the LED shows what is seen. A long press acts while the button is still held; two blinks for the second class.
        rig.Board.Gpio.Trace.Last(change => change.Pin == StationRig.LedPin && change.At.TotalSeconds < 7.4).High.ShouldBeTrue();
        var nobody = rig.Changes(StationRig.LedPin, 8.6, 9.8);
        nobody.Select(change => change.High).ShouldBe([true, false, true, false, true, false]);
        rig.Changes(StationRig.LedPin, 9.8, 16).ShouldBeEmpty();
        rig.Changes(StationRig.LedPin, 16, 22).Select(change => change.High).ShouldBe([true, false]);

        // The detection pin: high with the first frame, low two seconds after the last.
        var detected = rig.Changes(StationRig.DetectionPin, 10, 22);
        detected.Select(change => change.High).ShouldBe([true, false]);
        detected[0].At.TotalSeconds.ShouldBe(16.25, 0.25);
        detected[1].At.TotalSeconds.ShouldBe(20, 0.35);

        using var client = rig.Attach();
        var journal = client.ReadJournal(0, 0, Cancellation);
        journal.Select(entry => entry.Kind).ShouldBe(
            [JournalKind.Started, JournalKind.Put, JournalKind.Started, JournalKind.Trained, JournalKind.Trained]);
        journal[3].Training!.Label.ShouldBe(1);
        journal[4].Training!.Label.ShouldBe(0);
        journal.Skip(3).ShouldAllBe(entry => entry.Training!.Source == "button");
        var seen = client.GetSeen(Cancellation);
        seen.Class.ShouldBe(0);
        seen.Frame.ShouldBeGreaterThan(50);
        seen.IsWatching.ShouldBeTrue();
        client.GetStatistics(Cancellation).FramesTrained.ShouldBe(2);
    }

    [Fact]
    public void What_the_button_taught_is_in_flash_half_a_minute_later_and_not_before()
    {
        using var rig = new StationRig { IsPersonThere = _ => true };
        rig.Prepare(null, StationRig.MakeModel());
        rig.RunExactly(35, "5 short");
        rig.Run(1);
        Steps(rig).ShouldBe(0);

        rig.RunExactly(37, "5 short");
        rig.Run(1);
        Steps(rig).ShouldBe(1);
    }

    [Fact]
    public void What_the_host_has_committed_is_not_committed_again_over_the_model_before()
    {
        using var rig = new StationRig { IsPersonThere = _ => true };
        rig.Prepare(null, StationRig.MakeModel()).Run(8, "5 short");
        using (var client = rig.Attach())
        {
            client.Commit(Cancellation);
        }

        rig.RunTo(45);
        using var later = rig.Attach();
        later.ReadJournal(0, 0, Cancellation).Count(entry => entry.Kind == JournalKind.Committed).ShouldBe(1);
        later.GetInfo(Cancellation).Model!.StepCount.ShouldBe(1);
        later.RollBack(Cancellation);
        later.GetInfo(Cancellation).Model!.StepCount.ShouldBe(0);
    }

    [Fact]
    public void A_double_press_takes_the_last_label_back_once()
    {
        using var rig = new StationRig { IsPersonThere = _ => true };
        rig.Prepare(null, StationRig.MakeModel(40)).Run(15.5, "5 short, 7 double, 11 double");

        // Three quick blinks for a label taken back, five slow ones where there is none left.
        Blinks(rig, 7, 9.5, 0.1).ShouldBe(3);
        Blinks(rig, 11, 15.5, 0.3).ShouldBe(5);
        using var client = rig.Attach();
        client.GetInfo(Cancellation).Model!.StepCount.ShouldBe(40);
        client.ReadJournal(0, 0, Cancellation).TakeLast(2).Select(entry => entry.Kind).ShouldBe([JournalKind.Trained, JournalKind.Undone]);
    }

    [Fact]
    public void In_the_first_seconds_a_double_press_takes_the_previous_model_and_a_short_one_does_nothing()
    {
        using var rig = new StationRig();
        rig.Prepare(null, StationRig.MakeModel(100), StationRig.MakeModel(200)).Run(5, "1.0 short, 2.5 double");
        using var client = rig.Attach();
        client.GetInfo(Cancellation).Model!.StepCount.ShouldBe(100);
        client.ReadJournal(0, 0, Cancellation)[^1].Kind.ShouldBe(JournalKind.RolledBack);
        Blinks(rig, 2.7, 5, 0.1, sameLength: false).ShouldBeGreaterThanOrEqualTo(4);
        client.GetStatistics(Cancellation).FramesTrained.ShouldBe(0);
    }

    [Fact]
    public void A_long_press_that_begins_in_the_first_seconds_takes_the_factory_model_and_a_double_press_brings_back_what_was_there()
    {
        using var rig = new StationRig();
        rig.Prepare(null, StationRig.MakeModel(100)).Run(12, "2.5 long, 8 double");
        using var client = rig.Attach();
        client.ReadJournal(0, 0, Cancellation).TakeLast(2).Select(entry => entry.Kind).ShouldBe([JournalKind.Factory, JournalKind.Undone]);
        client.GetInfo(Cancellation).Model!.StepCount.ShouldBe(100);
        client.GetStatistics(Cancellation).FramesTrained.ShouldBe(0);
        Blinks(rig, 8, 12, 0.1).ShouldBe(3);
    }

    [Fact]
    public void Without_a_camera_a_press_says_why_nothing_happens()
    {
        using var rig = new StationRig { Camera = null };
        rig.Prepare(null, StationRig.MakeModel()).Run(8, "5 long");
        Blinks(rig, 5.3, 8, 0.3).ShouldBe(3);

        // A short flash every second meanwhile.
        Blinks(rig, 3.7, 5, 0.06).ShouldBeInRange(1, 2);
    }

    [Theory]
    [InlineData(79_000, 0)]
    [InlineData(4_000_000, 6)]
    public void A_fresh_board_learns_with_its_factory_model_and_rehearses_where_there_is_memory(int heapBytes, int rehearsals)
    {
        using var rig = new StationRig { HeapBytes = heapBytes, IsPersonThere = time => time < 8 };
        rig.RunExactly(13, "5 short, 9 long");
        rig.Console.ShouldContain("factory model");
        rig.Console.ShouldContain("step 2 label 0");
        rig.Board.Meter.Phase("rehearse").Calls.ShouldBe(rehearsals);
        rig.Board.Heap.PeakBytes.ShouldBeLessThan(heapBytes);
    }

    [Fact]
    public void Two_runs_are_the_same_to_the_microsecond()
    {
        static IReadOnlyList<PinChange> Run()
        {
            using var rig = new StationRig { IsPersonThere = time => time is > 4 and < 7 };
            rig.Prepare(null, StationRig.MakeModel()).RunExactly(10, "5 short, 7.5 long");
            return rig.Board.Gpio.Trace;
        }

        var trace = Run();
        trace.Count.ShouldBeGreaterThan(40);
        Run().ShouldBe(trace);
    }

    [Fact]
    public void Watching_leaves_little_garbage_and_stays_within_the_heap()
    {
        using var rig = new StationRig { IsPersonThere = time => (int)time % 2 == 0 };
        rig.Prepare(null, StationRig.MakeModel()).Run(10);
        using (var client = rig.Attach())
        {
            var first = client.GetSeen(Cancellation).Frame;
            var before = rig.Board.Heap.AllocatedBytes;
            rig.RunTo(rig.Board.Clock.Now.TotalSeconds + 10);
            var bytes = rig.Board.Heap.AllocatedBytes - before;
            var frames = client.GetSeen(Cancellation).Frame - first;
            frames.ShouldBeGreaterThan(30);
            (bytes / frames).ShouldBeLessThan(300);
        }

        rig.Board.Heap.PeakBytes.ShouldBeLessThan(rig.Board.Heap.Capacity);
    }

    private static int Steps(StationRig rig)
    {
        using var client = rig.Attach();
        return client.GetInfo(Cancellation).Model!.StepCount;
    }

    private static double Lasts(IReadOnlyList<PinChange> changes, int index)
    {
        return (changes[index + 1].At - changes[index].At).TotalSeconds;
    }

    /// <summary>Counts the times that the LED is lit for that long.</summary>
    private static int Blinks(StationRig rig, double from, double to, double seconds, bool sameLength = true)
    {
        var changes = rig.Changes(StationRig.LedPin, from, to);
        return Enumerable.Range(0, Math.Max(0, changes.Count - 1))
            .Count(i => changes[i].High && Math.Abs(Lasts(changes, i) - seconds) < (sameLength ? 0.02 : 0.05));
    }
}
