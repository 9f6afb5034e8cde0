using LlsEdge.Board;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Board;

public sealed class DetectionTests
{
    private const int Threshold = 160;
    private const int Hysteresis = 40;
    private const int Hold = 500;

    private readonly OutputPin _pin = new();
    private readonly Detection _detection;

    public DetectionTests()
    {
        _detection = new Detection(_pin);
    }

    [Fact]
    public void The_threshold_is_reached_not_passed()
    {
        See(159, 0).ShouldBeFalse();
        See(160, 1).ShouldBeTrue();
        _detection.IsOn.ShouldBeTrue();
    }

    [Fact]
    public void Between_the_two_levels_the_pin_stays_as_it_is()
    {
        See(130, 0).ShouldBeFalse();
        See(200, 100).ShouldBeTrue();
        for (var now = 200; now < 5000; now += 100)
        {
            See(120, now).ShouldBeTrue();
        }
    }

    [Fact]
    public void Below_both_it_falls_once_the_hold_time_is_over()
    {
        See(200, 0);
        See(119, 100).ShouldBeTrue();
        Pass(499).ShouldBeTrue();
        Pass(500).ShouldBeFalse();
        See(130, 600).ShouldBeFalse();
    }

    [Fact]
    public void A_frame_above_in_between_starts_the_hold_time_anew()
    {
        See(200, 0);
        See(10, 400);
        See(125, 450);
        See(10, 460);
        Pass(949).ShouldBeTrue();
        Pass(950).ShouldBeFalse();
    }

    [Fact]
    public void A_slow_camera_does_not_make_it_flicker()
    {
        See(200, 0);
        Pass(3000).ShouldBeTrue();
    }

    [Fact]
    public void A_camera_that_fails_lets_it_fall()
    {
        See(255, 0);
        See(-1, 100).ShouldBeTrue();
        Pass(500).ShouldBeFalse();
    }

    [Fact]
    public void Without_a_hold_time_it_falls_with_the_frame()
    {
        _detection.See(200, Threshold, Hysteresis, 0);
        _detection.Update(0, 0);
        _pin.IsHigh.ShouldBeTrue();
        _detection.See(10, Threshold, Hysteresis, 1);
        _detection.Update(0, 1);
        _pin.IsHigh.ShouldBeFalse();
    }

    private bool See(int probability, int now)
    {
        _detection.See(probability, Threshold, Hysteresis, now);
        return Pass(now);
    }

    private bool Pass(int now)
    {
        _detection.Update(Hold, now);
        return _pin.IsHigh;
    }
}
