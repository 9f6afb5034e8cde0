using LlsEdge.Host.Reports.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Reports.Learning;

public class PairedAnswersTests
{
    [Fact]
    public void Frames_are_sorted_by_both_answers()
    {
        var paired = PairedAnswers.Of([0, 1, 1, 0, 1, 1], [0, 0, 0, 0, 0, 1], [0, 1, 1, 1, 0, 1]);

        paired.ShouldBe(new PairedAnswers(BothRight: 2, Mended: 2, Spoilt: 1, BothWrong: 1));
        paired.Difference.ShouldBe(1 / 6.0);
    }

    [Theory]
    [InlineData(1, 9, 0.021484375)] // 2 · (1 + 10) / 2¹⁰
    [InlineData(9, 1, 0.021484375)]
    [InlineData(0, 5, 0.0625)]
    [InlineData(4, 4, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(700, 600, 0.0060357)] // the normal distribution's, with its correction of a half
    public void The_test_is_mcnemar_s(int mended, int spoilt, double p)
    {
        new PairedAnswers(50, mended, spoilt, 50).PValue.ShouldBe(p, p * 1e-3);
    }
}
