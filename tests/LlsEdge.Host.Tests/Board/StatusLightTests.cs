using LlsEdge.Board;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Board;

public sealed class StatusLightTests
{
    private readonly OutputPin _pin = new();
    private readonly StatusLight _light;

    public StatusLightTests()
    {
        _light = new StatusLight(_pin);
    }

    [Theory]
    [InlineData(LightPattern.Dark, "..........")]
    [InlineData(LightPattern.Lit, "**********")]
    [InlineData(LightPattern.Fast, "**..**..**")]
    [InlineData(LightPattern.Beacon, "**........")]
    public void A_state_has_its_pattern(LightPattern pattern, string picture)
    {
        _light.Show(pattern);
        Watch(1000, 1500, 50).ShouldBe(picture);
    }

    [Fact]
    public void A_message_is_counted_blinks_with_dark_around_them_and_then_the_state_comes_back()
    {
        _light.Show(LightPattern.Lit);
        _light.Blink(2, StatusLight.DoneMilliseconds, 1000);
        _light.IsBusy.ShouldBeTrue();
        Watch(1000, 1600, 50).ShouldBe("..**..**..**");
        _light.IsBusy.ShouldBeFalse();
    }

    [Fact]
    public void A_fault_blinks_slower()
    {
        _light.Blink(1, StatusLight.FaultMilliseconds, 0);
        Watch(0, 1200, 100).ShouldBe("...***......");
    }

    [Fact]
    public void A_held_light_is_lit_until_the_next_update()
    {
        _light.Hold();
        _pin.IsHigh.ShouldBeTrue();
        _light.Update(5);
        _pin.IsHigh.ShouldBeFalse();
    }

    private string Watch(int from, int to, int step)
    {
        var picture = string.Empty;
        for (var now = from; now < to; now += step)
        {
            _light.Update(now);
            picture += _pin.IsHigh ? '*' : '.';
        }

        return picture;
    }
}
