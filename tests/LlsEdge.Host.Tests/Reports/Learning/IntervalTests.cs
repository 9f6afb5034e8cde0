using LlsEdge.Host.Reports.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Reports.Learning;

public class IntervalTests
{
    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(81, 263, 0.2553, 0.3662)] // Newcombe (1998), table I
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void A_share_s_interval_is_wilson_s(int count, int total, double low, double high)
    {
        var interval = Interval.OfShare(count, total);
        interval.Low.ShouldBe(low, 0.00006);
        interval.High.ShouldBe(high, 0.00006);
    }

    [Fact]
    public void Of_nothing_nothing_is_known()
    {
        Interval.OfShare(0, 0).ShouldBe(new Interval(0, 1));
    }

    [Fact]
    public void A_paired_difference_is_about_the_difference_and_narrower_with_more_pairs()
    {
        // (20.5 − 10.5) / 102 ± 1.96 √((31/102 − (10/102)²) / 102), by hand.
        var interval = Interval.OfPairedDifference(20, 10, 100);
        interval.Low.ShouldBe(-0.00729, 0.0001);
        interval.High.ShouldBe(0.20337, 0.0001);
        Interval wide = Interval.OfPairedDifference(2, 1, 10);
        (wide.High - wide.Low).ShouldBeGreaterThan(interval.High - interval.Low);
    }
}
