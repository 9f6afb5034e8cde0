using LlsEdge.Host.Reports.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Reports.Learning;

public class CalibrationTests
{
    [Fact]
    public void Bins_reach_from_a_guess_to_certainty_and_the_error_weighs_them_by_counts()
    {
        // Two classes: bins of 0.05 from 0.5.
        var calibration = Calibration.Of(2, [(0.5, true), (0.54, false), (0.93, true), (0.94, true), (0.94, false), (1, true)]);

        calibration.Bins.Select(bin => (bin.Correct, bin.Count)).ShouldBe([(1, 2), (2, 3), (1, 1)]);
        calibration.Bins[0].Confidence.ShouldBe(0.52, 1e-9);
        calibration.Bins[1].Accuracy.ShouldBe(2 / 3.0);
        calibration.Error.ShouldBe((2 * 0.02 + 3 * (0.93667 - 2 / 3.0) + 0) / 6, 1e-4);
    }

    [Fact]
    public void A_model_that_is_as_sure_as_it_is_right_has_no_error()
    {
        Calibration.Of(4, [(0.5, true), (0.5, false)]).Error.ShouldBe(0);
        Calibration.Of(4, [(0.25, false), (0.25, false), (0.25, false), (0.25, true)]).Error.ShouldBe(0);
    }
}
