using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using LlsEdge.Host.Data;
using LlsEdge.Host.Reports;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Reports;

public class DemoReportTests
{
    [Fact]
    public void The_page_shows_the_figures()
    {
        string page = Page(SampleResult.Create());

        string[] figures = ["51.8 % → 81.2 % right after 200 frames", "75.2 %", "66.8 %", "83.4 %", "18,400,321", "1,830", "61,204", "of 79,000 bytes"];
        foreach (string expected in figures.Concat(["demo --seed 3", "drawn by a program"]))
        {
            page.ShouldContain(expected);
        }
    }

    [Fact]
    public void The_page_is_well_formed_and_charts_explain_themselves()
    {
        XDocument page = PageXml.Parse(DemoReport.Render(SampleResult.Create()));

        XElement[] charts = [.. page.Descendants("svg")];
        charts.Length.ShouldBe(2);
        foreach (XElement chart in charts)
        {
            chart.Element("title")!.Value.ShouldNotBeEmpty();
            chart.Element("desc")!.Value.ShouldContain("%");
            chart.Descendants("text").Count().ShouldBeGreaterThan(8);
        }

        page.Descendants("polyline").Select(line => ((string)line.Attribute("points")!).Trim().Split(' ').Length).ShouldBe([191, 196, 196, 196]);
        page.Descendants("img").Count().ShouldBe(12);
        page.Descendants("img").ShouldAllBe(image => ((string)image.Attribute("alt")!).Length > 0);
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        ids.Distinct().Count().ShouldBe(ids.Length);
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere()
    {
        string page = DemoReport.Render(SampleResult.Create() with { Examples = [new DemoExample("https://example.org/x.png", 0, 0, 0)] });

        page.ShouldNotContain("http");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("url(");
        page.ShouldNotContain("@import");
    }

    [Fact]
    public void Every_text_is_escaped()
    {
        const string evil = "<b>\"'&x";
        DemoResult sample = SampleResult.Create();
        string page = DemoReport.Render(sample with
        {
            ClassNames = [evil + 1, evil + 2],
            DataStatement = evil + 3,
            BoardStatement = evil + 4,
            CommandLine = evil + 5,
            LocalConfidence = [new Curve(evil + 6, sample.Prequential)],
            Examples = [sample.Examples[0] with { Image = DataUri.Prefix + "\"><b>" }],
        });

        page.ShouldNotContain(evil);
        page.ShouldNotContain("\"><b>\"");
        string text = PageXml.Parse(page).Root!.Value;
        for (int i = 1; i <= 6; i++)
        {
            text.ShouldContain(evil + i);
        }
    }

    [Fact]
    public void Numbers_look_the_same_in_every_culture()
    {
        string page = DemoReport.Render(SampleResult.Create());
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            commas.NumberFormat.NumberDecimalSeparator = ",";
            commas.NumberFormat.NumberGroupSeparator = ".";
            CultureInfo.CurrentCulture = commas;
            DemoReport.Render(SampleResult.Create()).ShouldBe(page);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_loss_is_not_sold_as_a_gain()
    {
        Page(SampleResult.Create() with { AccuracyAfter = 0.4 }).ShouldContain("did not get better");
    }

    [Fact]
    public void Unknown_answers_and_empty_curves_are_shown_as_such()
    {
        DemoResult sample = SampleResult.Create();
        string page = Page(sample with { Prequential = [], LocalConfidence = [], Examples = [sample.Examples[0] with { PredictedAfter = 7 }] });

        page.ShouldContain("class 7 ✗");
        page.ShouldContain("no frames");
    }

    [Fact]
    public void The_json_is_the_same_record_with_the_agreed_names()
    {
        DemoResult sample = SampleResult.Create();
        string json = sample.ToJson();

        json.ShouldNotContain("\n");
        using JsonDocument document = JsonDocument.Parse(json);
        foreach (string name in new[]
        {
            "framesTrained", "accuracyBefore", "accuracyAfter", "accuracyUnshifted", "accuracyHeadOnly", "accuracyPixels", "ilPerTrainStep", "ilPerPrediction",
            "predictedMsPerTrainStep", "predictedMsPerPrediction", "heapPeakBytes", "logRecords",
        })
        {
            document.RootElement.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Number, name);
        }

        DemoReport.Render(DemoResult.FromJson(sample.ToJson(indented: true))).ShouldBe(DemoReport.Render(sample));
    }

    [Fact]
    public void Example_images_are_the_frames()
    {
        DemoExample example = SampleResult.Create().Examples[3];
        byte[] png = Convert.FromBase64String(example.Image[DataUri.Prefix.Length..]);

        ImageFile.Decode(png, "x").Pixels.ShouldBe(LlsEdge.Host.Scenes.SceneRoom.Create(3).Test(12).GetFrame(3));
    }

    [Fact]
    public void A_moving_window_averages_the_last_values()
    {
        MovingWindow.Mean([1, 3, 5, 7], 2).ShouldBe([new CurvePoint(1, 1), new CurvePoint(2, 2), new CurvePoint(3, 4), new CurvePoint(4, 6)]);
        MovingWindow.Share([true, false, true, true], 4, warmUp: 3).ShouldBe([new CurvePoint(3, 2.0 / 3), new CurvePoint(4, 0.75)]);
    }

    // What a reader sees: entities decoded, all spaces alike.
    private static string Page(DemoResult result) => System.Net.WebUtility.HtmlDecode(DemoReport.Render(result)).Replace('\u00A0', ' ');
}
