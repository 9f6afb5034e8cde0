using System.Xml.Linq;
using LlsEdge.Host.Reports;
using LlsEdge.Host.Reports.Charts;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Reports.Charts;

/// <summary>Each chart drawn of a few numbers: they stand where they belong, and in words.</summary>
public class ChartTests
{
    private const string Evil = "<b>\"&";

    [Fact]
    public void Curves_marks_and_spots_lie_at_their_values()
    {
        XElement chart = PageXml.Parse(new LineChart
        {
            Id = "x",
            Title = Evil,
            Description = "words",
            X = new Axis("frames", 0, 10),
            Y = new Axis("share", 0, 2),
            Curves = [new Curve("first", [new CurvePoint(0, 0), new CurvePoint(10, 2)]), new Curve("second", [new CurvePoint(5, 1)])],
            CurveStyles = [LineChart.Before, LineChart.After],
            Marks = [new HorizontalMark("guess", 1)],
            Values = [new VerticalMark("160", 5)],
            Spots = [new Spot(5, 1, "here")],
            HasDiagonal = true,
        }.Render());

        chart.Descendants("polyline").Select(line => ((string)line.Attribute("points")!).Trim()).ShouldBe(["74,226 466,16", "270,121"]);
        chart.Descendants("polyline").Select(line => (string)line.Attribute("class")!).ShouldBe(["line was", "line is"]);
        chart.Of("spot").Single().Number("cy").ShouldBe(121);
        chart.Of("value").Single().Number("x1").ShouldBe(270);
        chart.Of("mark").Select(line => line.Number("y2")).ShouldBe([16, 121]);
        chart.Descendants("title").Single().Value.ShouldBe(Evil);
        chart.Descendants("li").Select(item => item.Value).ShouldBe(["first", "second", "guess 1"]);
    }

    [Fact]
    public void Events_are_letters_with_a_legend_and_do_not_cover_one_another()
    {
        XElement chart = PageXml.Parse(new LineChart
        {
            Id = "x",
            Title = "t",
            Description = "d",
            X = new Axis("", 0, 414),
            Y = Axis.Share(""),
            Curves = [],
            Events = [new TimelineEvent(200, "C", "committed"), new TimelineEvent(0, "S", "started"), new TimelineEvent(10, "S", "started")],
        }.Render());

        chart.Of("event").Select(line => line.Number("x1")).ShouldBe([52, 62, 252]);
        chart.Of("letter").Select(letter => letter.Value).ShouldBe(["S", "C"]);
        chart.Descendants("li").Select(item => item.Value).ShouldBe(["Ccommitted", "Sstarted (2)"]);
    }

    [Fact]
    public void A_histogram_has_a_column_for_each_bin_that_is_not_empty_and_an_outline_to_compare_with()
    {
        XElement chart = PageXml.Parse(new Histogram
        {
            Id = "x",
            Title = "t",
            Description = "d",
            XLabel = "weight",
            Start = -2,
            BinWidth = 1,
            Bins = [2, 0, 4],
            BinsBefore = [1, 1, 4],
        }.Render());

        XElement[] columns = [.. chart.Of("column")];
        columns.Length.ShouldBe(2);
        columns[1].Number("height").ShouldBe(2 * columns[0].Number("height"), 0.1);
        chart.Of("thin").Single().Attribute("points")!.Value.Trim().Split(' ').Length.ShouldBe(6);
    }

    [Fact]
    public void A_reliability_diagram_shows_counts_as_areas_and_intervals_as_whiskers()
    {
        XElement chart = PageXml.Parse(new ReliabilityDiagram
        {
            Id = "x",
            Title = "t",
            Description = "d",
            Least = 0.5,
            Points = [new ReliabilityPoint(0.75, 0.5, 0.4, 0.6, 25), new ReliabilityPoint(1, 1, 0.9, 1, 100)],
        }.Render());

        XElement[] dots = [.. chart.Of("dot").Where(element => element.Name == "circle")];
        dots[0].Number("cx").ShouldBe((dots[1].Number("cx") + 74) / 2, 0.1);
        dots[1].Number("r").ShouldBe(2 * dots[0].Number("r"), 0.1);
        chart.Of("whisker").First().Number("y1").ShouldBeGreaterThan(dots[0].Number("cy"));
    }

    [Fact]
    public void A_matrix_has_counts_and_shares_of_rows_and_tells_hits_from_misses()
    {
        XElement table = PageXml.Parse(ConfusionMatrix.Render("c", ["a", Evil], [[3, 1], [0, 0]]));

        table.Descendants("tbody").Single().Descendants("td").Select(cell => cell.Value).ShouldBe(["3 75\u00A0%", "1 25\u00A0%", "0 0\u00A0%", "0 0\u00A0%"]);
        table.Of("hit").Count().ShouldBe(2);
        table.Of("miss").First().Attribute("style")!.Value.ShouldBe("--share:0.25");
        table.Value.ShouldContain("said " + Evil);
    }

    [Fact]
    public void A_filter_has_a_square_for_each_weight_that_is_not_zero()
    {
        XElement sheet = PageXml.Parse(new FilterSheet
        {
            Id = "x",
            Title = "t",
            Description = "d",
            Size = 2,
            Filters = [[1, 0, -0.5, 0.25], [0, 0, 0, 0]],
        }.Render());

        sheet.Of("paper").Count().ShouldBe(2);
        sheet.Of("plus").Select(cell => (cell.Number("x"), cell.Number("y"), cell.Number("opacity"))).ShouldBe([(0, 0, 1), (10, 10, 0.25)]);
        sheet.Of("minus").Select(cell => (cell.Number("x"), cell.Number("y"), cell.Number("opacity"))).ShouldBe([(0, 10, 0.5)]);
    }

    [Fact]
    public void Bars_figures_and_tables_hold_their_numbers()
    {
        XElement bars = PageXml.Parse(ShareBars.Render([new ShareBar("n", "d", 0.5, true) { Interval = (0.4, 0.65) }], 0.25));
        bars.Descendants("em").Single().Attribute("style")!.Value.ShouldBe("left:40.0%;width:25.0%");
        bars.Descendants("span").Single().Value.ShouldBe("50.0\u00A0%");
        PageXml.Parse(KeyFigures.Render([new KeyFigure("n", "7", "ms")])).Descendants("dd").Single().Value.ShouldBe("7 ms");

        XElement table = PageXml.Parse((new NumberTable("c", ["a", "b"], [["r", "1"], ["s", "2"]]) { MarkedRow = 1 }).RenderFolded());
        table.Of("marked").Single().Value.ShouldBe("s2");
        table.Descendants("summary").Single().Value.ShouldStartWith("c");
    }

    [Fact]
    public void A_frame_is_shown_only_if_it_was_made_here()
    {
        XElement grid = PageXml.Parse(FrameGrid.Render(
            [new FrameExample("https://example.org/x.png", "a", "a", "b"), new FrameExample(DataUri.Prefix + "AA==", "a", "b", "a")]));

        grid.Descendants("img").Select(image => (string)image.Attribute("src")!).ShouldBe(["data:,", DataUri.Prefix + "AA=="]);
        grid.Of("ok").Select(verdict => verdict.Value).ShouldBe(["a ✓", "a ✓"]);
        grid.Of("no").Select(verdict => verdict.Value).ShouldBe(["b ✗", "b ✗"]);
    }
}
