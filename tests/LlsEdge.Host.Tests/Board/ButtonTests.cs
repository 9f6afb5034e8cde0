using FsCheck;
using FsCheck.Fluent;
using LlsEdge.Board;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Board;

public sealed class ButtonTests
{
    [Theory]
    [InlineData("100 down, 300 up", "650 once")]
    [InlineData("100 down, 699 up", "1049 once")]
    [InlineData("100 down, 700 up", "700 held")]
    [InlineData("100 down", "700 held")]
    [InlineData("100 down, 300 up, 649 down, 700 up", "679 twice")]
    [InlineData("100 down, 300 up, 649 down, 2000 up", "679 twice")]
    [InlineData("100 down, 300 up, 650 down, 750 up", "650 once, 1100 once")]
    [InlineData("100 down, 200 up, 300 down, 400 up, 500 down, 600 up", "330 twice, 950 once")]
    [InlineData("100 down, 900 up, 1000 down, 1100 up", "700 held, 1450 once")]
    public void Presses_are_told_by_their_length_and_distance(string edges, string presses)
    {
        Watch(edges).ShouldBe(presses);
    }

    [Theory]
    [InlineData("100 down, 110 up, 115 down, 300 up, 305 down, 309 up", "659 once")]
    [InlineData("100 down, 129 up", "")]
    [InlineData("100 down, 400 up, 420 down", "700 held")]
    public void Bounces_are_no_presses(string edges, string presses)
    {
        Watch(edges).ShouldBe(presses);
    }

    [Fact]
    public void A_loop_that_looks_late_judges_as_one_that_looks_at_once()
    {
        var button = new Button();
        button.Record(true, 100);
        button.Record(false, 300);
        button.Record(true, 900);
        button.Record(false, 1600);
        button.Record(true, 2000);
        button.Record(false, 2100);
        button.Record(true, 2200);
        button.Record(false, 2300);
        button.Read(5000).ShouldBe(ButtonPress.Once);
        button.PressTime.ShouldBe(100);
        button.Read(5000).ShouldBe(ButtonPress.Held);
        button.PressTime.ShouldBe(900);
        button.Read(5000).ShouldBe(ButtonPress.Twice);
        button.PressTime.ShouldBe(2000);
        button.Read(5000).ShouldBe(ButtonPress.None);
    }

    [Fact]
    public void A_press_across_the_clock_s_wrap_is_a_press()
    {
        var button = new Button();
        button.Record(true, int.MaxValue - 50);
        button.Record(false, unchecked(int.MaxValue + 100));
        button.Read(unchecked(int.MaxValue + 449)).ShouldBe(ButtonPress.None);
        button.Read(unchecked(int.MaxValue + 450)).ShouldBe(ButtonPress.Once);
    }

    [Fact]
    public void More_bounces_than_the_ring_holds_do_not_leave_the_button_down()
    {
        var button = new Button();
        for (var i = 0; i < 100; i++)
        {
            button.Record((i & 1) == 0, i);
        }

        button.Read(5000).ShouldBe(ButtonPress.None);
        button.Record(true, 6000);
        button.Record(false, 6100);
        button.Read(7000).ShouldBe(ButtonPress.Once);
    }

    [Fact]
    public void When_the_loop_looks_changes_no_press()
    {
        Prop.ForAll(
            Gen.Choose(1, 900).ArrayOf().ToArbitrary(),
            Gen.Choose(1, 2000).NonEmptyListOf().ToArbitrary(),
            (gaps, looks) =>
            {
                var button = new Button();
                var expected = new Button();
                var seen = new List<string>();
                var due = new List<string>();
                var next = 0;
                var time = 0;
                for (var now = 0; now < 12_000; now++)
                {
                    while (next < gaps.Length && next < 14 && time + gaps[next] == now)
                    {
                        time = now;
                        button.Record((next & 1) == 0, now);
                        expected.Record((next & 1) == 0, now);
                        next++;
                    }

                    Drain(expected, now, due);
                    if (now % looks[0] == 0)
                    {
                        Drain(button, now, seen);
                    }
                }

                // Held at the end or not, everything is due by then.
                Drain(button, 20_000, seen);
                Drain(expected, 20_000, due);
                seen.ShouldBe(due);
            }).QuickCheckThrowOnFailure();
    }

    private static void Drain(Button button, int now, List<string> presses)
    {
        for (var press = button.Read(now); press != ButtonPress.None; press = button.Read(now))
        {
            presses.Add($"{press} {button.PressTime}");
        }
    }

    /// <summary>Plays edges to a loop that looks every millisecond, and gives the presses with the times at which it learnt of them.</summary>
    private static string Watch(string edges)
    {
        var button = new Button();
        var presses = new List<string>();
        var script = edges.Split(", ").Select(edge => edge.Split(' ')).ToDictionary(words => int.Parse(words[0]), words => words[1] == "down");
        for (var now = 0; now < 5000; now++)
        {
            if (script.TryGetValue(now, out var pressed))
            {
                button.Record(pressed, now);
            }

            for (var press = button.Read(now); press != ButtonPress.None; press = button.Read(now))
            {
                presses.Add($"{now} {press.ToString().ToLowerInvariant()}");
            }
        }

        return string.Join(", ", presses);
    }
}
