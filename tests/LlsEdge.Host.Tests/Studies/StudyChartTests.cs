using System.Xml.Linq;
using LlsEdge.Host.Reports;
using LlsEdge.Host.Studies;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Studies;

public class StudyChartTests
{
    [Fact]
    public void Every_curve_is_drawn_and_named_and_text_is_escaped()
    {
        Curve[] curves = [.. Enumerable.Range(0, 14).Select(i => new Curve($"<{i}>", [new CurvePoint(10, 0.5 + (0.01 * i)), new CurvePoint(200, 0.9)]))];

        XElement svg = XDocument.Parse(new StudyChart("a & b", "x", "y", curves).Render()).Root!;

        svg.Descendants().Count(e => e.Name.LocalName == "polyline").ShouldBe(14);
        svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ShouldContain("<13>");
    }

    [Fact]
    public void The_highest_point_lies_at_the_top_right()
    {
        XElement svg = XDocument.Parse(new StudyChart("t", "x", "y", [new Curve("c", [new CurvePoint(0, 1), new CurvePoint(4, 3)])]).Render()).Root!;

        svg.Descendants().Single(e => e.Name.LocalName == "polyline").Attribute("points")!.Value.ShouldBe("60,360 560,40");
    }

    [Fact]
    public void A_single_point_is_a_chart_too()
    {
        string svg = new StudyChart("t", "x", "y", [new Curve("c", [new CurvePoint(1, 1)])]).Render();

        svg.ShouldNotContain("NaN");
        svg.ShouldNotContain("∞");
    }
}
