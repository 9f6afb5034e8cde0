using LlsEdge.Teaching;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Board;

public sealed class SupervisorTests
{
    [Fact]
    public void A_camera_that_fails_is_tried_again_started_anew_and_in_the_end_the_board_restarts()
    {
        Play(new Supervisor(true), 3, 2, 60).ShouldBe("0, 250, 500 restart, 1500, 1750, 2000 restart, 4000, 4250, 4500 reboot");
    }

    [Fact]
    public void A_board_that_has_just_restarted_for_it_goes_on_trying_once_a_minute()
    {
        Play(new Supervisor(false), 2, 1, 130).ShouldBe("0, 250 restart, 1250, 1500 restart again, 61500, 61750 restart again, 121750, 122000 restart again");
    }

    [Fact]
    public void The_pauses_grow_to_a_minute_and_no_further()
    {
        string[] tries = Play(new Supervisor(true), 1, 200, 300).Split(", ");
        int[] times = [.. tries.Select(text => int.Parse(text.Split(' ')[0]))];
        times.Zip(times.Skip(1), (a, b) => b - a).ShouldBe([1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000]);
    }

    [Fact]
    public void A_frame_in_between_makes_everything_forgotten()
    {
        var supervisor = new Supervisor(true);
        for (var i = 0; i < 10; i++)
        {
            supervisor.Fail(3, 2, 0).ShouldBe(Supervisor.TryAgain);
            supervisor.Fail(3, 2, 0).ShouldBe(Supervisor.TryAgain);
            supervisor.Succeed();
            supervisor.IsDue(0).ShouldBeTrue();
        }
    }

    /// <summary>Lets every frame fail and a loop look every 250 ms; gives the tries with what came of them.</summary>
    private static string Play(Supervisor supervisor, int failures, int restarts, int seconds)
    {
        var tries = new List<string>();
        for (var now = 0; now < seconds * 1000; now += 250)
        {
            if (!supervisor.IsDue(now))
            {
                continue;
            }

            var action = supervisor.Fail(failures, restarts, now);
            tries.Add(now + action switch
            {
                Supervisor.Restart => " restart",
                Supervisor.Reboot => " reboot",
                Supervisor.RestartAgain => " restart again",
                _ => string.Empty,
            });
            if (action == Supervisor.Reboot)
            {
                break;
            }
        }

        return string.Join(", ", tries);
    }
}
