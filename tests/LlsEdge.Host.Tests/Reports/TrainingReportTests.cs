using System.Xml.Linq;
using LlsEdge.Host.Models;
using LlsEdge.Host.Reports.Training;
using LlsEdge.Host.Training;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Reports;

public class TrainingReportTests
{
    [Fact]
    public void The_page_shows_the_training()
    {
        string page = TrainingReport.Render(Sample(validation: true));

        string[] expected =
        [
            "tiny: 75.0", "90.0", "Trained on 1,234 frames in 3 epochs", "0.693", "0.512", "float 2/2", "board 1/1", "llsedge model train --seed 3", "seed", "was bright", "said dark",
        ];
        foreach (string text in expected)
        {
            page.ShouldContain(text);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_page_is_well_formed_and_needs_nothing_else(bool validation)
    {
        string page = TrainingReport.Render(Sample(validation));
        XDocument xml = PageXml.Parse(page);

        page.ShouldNotContain("http");
        page.ShouldNotContain("<script");
        xml.Descendants("svg").Where(chart => (string?)chart.Attribute("role") == "img").ShouldAllBe(chart => chart.Element("title")!.Value.Length > 0);
        string[] ids = [.. xml.Descendants().Attributes("id").Select(id => id.Value)];
        ids.Distinct().Count().ShouldBe(ids.Length);
        page.Contains("<code>--hold-out</code> 0.1", StringComparison.Ordinal).ShouldBe(!validation);
    }

    private static TrainingReportInput Sample(bool validation)
    {
        var description = new ModelDescription
        {
            Name = "tiny",
            FrameSize = 16,
            Downsample = 1,
            Classes = ["bright", "dark"],
            Layers = [new LayerDescription { Channels = 4, Pool = 2 }],
            Readout = new ReadoutDescription { Taps = [new TapDescription(0, 2)] },
        };
        ValidationScore? Score(double loss, double accuracy) => validation ? new ValidationScore(loss, accuracy) : null;
        EpochRecord[] curve =
        [
            new("float", 1, 2, 0.693, Score(0.7, 0.5), true, 1.5),
            new("float", 2, 2, 0.512, Score(0.6, 0.7), true, 1.4),
            new("board", 1, 1, 0.5, Score(0.65, 0.75), true, 2),
        ];
        return new TrainingReportInput(
            ModelBuilder.Build(description, 1),
            curve,
            new Evaluation([[9, 1], [4, 6]]) { RocArea = 0.9 },
            "the test frames",
            1234,
            validation ? 200 : 0,
            [("seed", "3")],
            description.ToJson(),
            "llsedge model train --seed 3");
    }
}
