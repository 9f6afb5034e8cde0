using LlsEdge.Host.Models;
using LlsEdge.Host.Reports.Learning;
using LlsEdge.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Reports.Learning;

public class WeightTests
{
    [Fact]
    public void Bins_are_centred_on_zero_and_hold_every_value()
    {
        IntegerBins.Over([-3, 2]).ShouldBe(new IntegerBins(-3, 1, 7));
        IntegerBins.Over([-3, 2]).Count([-3, 2, 2, 0]).ShouldBe([1, 0, 0, 1, 0, 2, 0]);
        foreach (int reach in (int[])[0, 1, 31, 32, 33, 127, 5000, 32767])
        {
            var bins = IntegerBins.Over([reach]);
            bins.Bins.ShouldBeLessThanOrEqualTo(67);
            (bins.Width % 2).ShouldBe(1);
            bins.Count([-reach, 0, reach]).Sum().ShouldBe(3);
            bins.Count([0])[bins.Bins / 2].ShouldBe(1);
        }
    }

    [Fact]
    public void Changes_are_counted_and_told_as_values()
    {
        var weights = new WeightChange("x", 127, 64, true, [0, 127, -3, 5], [0, 127, -1, 6]);
        weights.Zeros.ShouldBe(0.25);
        weights.AtLimit.ShouldBe(0.25);
        weights.Changed.ShouldBe(2);
        weights.Changes.ShouldBe([-2, -1]);
        weights.MeanChange!.Value.ShouldBe(3 / 4.0 / 64);
        (weights with { ValuesBefore = null }).Changed.ShouldBeNull();
    }

    [Fact]
    public void A_model_is_compared_with_one_of_its_shape_only()
    {
        Model before = ReportSample.Build();
        Model after = ModelFile.Parse(ModelFile.ToBytes(before), "copy");
        after.Layers[1].Weights[3]++;
        after.Readout.Weights[0] += 2;

        WeightChange.Of(after, before).Select(layer => (layer.Name, layer.Learns, layer.Changed)).ShouldBe(
            [("Layer 1", false, 0), ("Layer 2", true, 1), ("Readout", true, 1)]);
        WeightChange.Of(after, ReportSample.Build(channels: 16))[1].Changed.ShouldBeNull();
    }
}
