using LlsEdge.Host.Reports.Charts;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Reports.Charts;

public class AxisTests
{
    [Fact]
    public void Marks_are_round_and_within_the_axis()
    {
        new Axis("", 0, 200).Marks().ShouldBe([0.0, 50, 100, 150, 200]);
        new Axis("", 30, 255).Marks().ShouldBe([50.0, 100, 150, 200, 250]);
        Axis.Share("").Marks().ShouldBe([0, 0.2, 0.4, 0.6, 0.8, 1], 1e-9);
        (Axis.Share("") with { Min = 0.5 }).Marks().ShouldBe([0.5, 0.6, 0.7, 0.8, 0.9, 1], 1e-9);
    }

    [Fact]
    public void A_rounded_axis_ends_above_its_values()
    {
        Axis.Rounded("", [3, 41]).Max.ShouldBe(50);
        Axis.Rounded("", [0.07]).Max.ShouldBe(0.08, 1e-9);
        Axis.Rounded("", []).Max.ShouldBe(1);
        Axis.UpTo("", [12, 7]).Max.ShouldBe(12);
    }

    [Fact]
    public void Values_lie_between_the_ends()
    {
        var axis = new Axis("", 10, 30);
        axis.Place(15).ShouldBe(0.25);
        axis.Place(-5).ShouldBe(0);
        axis.Place(99).ShouldBe(1);
    }

    [Fact]
    public void On_a_logarithmic_axis_equal_factors_are_equal_distances()
    {
        Axis axis = Axis.Powers("", 0.3, 200);
        axis.Marks().ShouldBe([0.1, 1, 10, 100, 1000], 1e-9);
        axis.Place(1).ShouldBe(0.25, 1e-9);
        axis.Place(100).ShouldBe(0.75, 1e-9);
        axis.Place(0).ShouldBe(0);
    }
}
