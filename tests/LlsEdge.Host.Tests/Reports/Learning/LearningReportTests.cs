using System.Xml.Linq;
using LlsEdge.Host.Reports.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Reports.Learning;

public class LearningReportTests
{
    private static readonly string[] s_sections =
        ["accuracy", "learning", "paired", "confusion", "threshold", "roc", "calibration", "weights", "activations", "filters", "cost", "origin"];

    [Fact]
    public void A_full_report_has_every_section_with_its_numbers()
    {
        LearningReportInput input = ReportSample.Create();
        var figures = LearningFigures.Of(input);
        XDocument page = PageXml.Parse(LearningReport.Render(input, figures));

        SectionsOf(page).ShouldBe(s_sections);
        page.Of("missing").ShouldBeEmpty();
        LearningReport.Missing(input, figures).ShouldBeEmpty();
        string text = page.Root!.Value.Replace('\u00A0', ' ');
        text.ShouldContain($"{input.AnswersAfter!.Correct} of 60");
        text.ShouldContain($"{figures.Paired!.Mended} of the 60 frames");
        text.ShouldContain("CAFE1234");
        text.ShouldContain("40,321");
        text.ShouldContain("set: 150");
        text.ShouldContain("--set threshold=150");
        text.ShouldContain("llsedge report --port COM7");
        figures.FramesTaught.ShouldBe(ReportSample.Lessons);
        figures.Pace.FramesPerHour.ShouldBe(7500);
    }

    [Fact]
    public void Charts_are_named_and_nothing_is_loaded_from_elsewhere()
    {
        LearningReportInput input = ReportSample.Create();
        string html = LearningReport.Render(input, LearningFigures.Of(input));
        XDocument page = PageXml.Parse(html);

        XElement[] charts = [.. page.Descendants("svg")];
        charts.Length.ShouldBeGreaterThan(10);
        charts.ShouldAllBe(chart => (string?)chart.Attribute("role") == "img" && chart.Element("title")!.Value.Length > 0 && chart.Element("desc")!.Value.Length > 0);
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        ids.Distinct().Count().ShouldBe(ids.Length);
        foreach (string labels in charts.Select(chart => (string)chart.Attribute("aria-labelledby")!))
        {
            labels.Split(' ').ShouldBeSubsetOf(ids);
        }

        page.Descendants("a").Select(link => ((string)link.Attribute("href")!)[1..]).ShouldBe(s_sections);
        foreach (string foreign in (string[])["http", "<script", "url(", "@import", "src=\"/", "<link"])
        {
            html.ShouldNotContain(foreign);
        }
    }

    [Fact]
    public void Without_anything_every_section_says_what_it_needs()
    {
        LearningReportInput input = Bare(ReportSample.Create());
        var figures = LearningFigures.Of(input);
        XDocument page = PageXml.Parse(LearningReport.Render(input, figures));

        SectionsOf(page).ShouldBe(s_sections);
        page.Of("missing").Count().ShouldBe(s_sections.Length - 1);
        page.Of("missing").ShouldAllBe(section => section.Value.Contains("--"));
        LearningReport.Missing(input, figures).Count.ShouldBe(s_sections.Length - 1);
    }

    [Fact]
    public void Each_input_alone_gives_its_sections()
    {
        LearningReportInput full = ReportSample.Create();
        LearningReportInput bare = Bare(full);

        Drawn(bare with { Journal = full.Journal }).ShouldBe(["learning", "cost", "origin"]);
        Drawn(bare with { After = full.After }).ShouldBe(["weights", "filters", "origin"]);
        Drawn(bare with { Board = full.Board }).ShouldBe(["cost", "origin"]);
        Drawn(bare with { After = full.After, Frames = full.Frames, AnswersAfter = full.AnswersAfter })
            .ShouldBe(["accuracy", "confusion", "threshold", "roc", "calibration", "weights", "activations", "filters", "origin"]);
    }

    [Fact]
    public void Verdicts_follow_the_interval_and_not_the_wish()
    {
        Verdict(new PairedAnswers(30, 20, 2, 8)).ShouldContain("it got better");
        Verdict(new PairedAnswers(30, 2, 20, 8)).ShouldContain("it got worse");
        Verdict(new PairedAnswers(30, 4, 3, 23)).ShouldContain("no clear change");
    }

    [Fact]
    public void Every_text_is_escaped()
    {
        const string Evil = "<b>\"'&x";
        LearningReportInput input = ReportSample.Create() with { CommandLine = Evil, Date = Evil, Tool = Evil };
        input = input with { After = input.After! with { Source = Evil }, Before = input.Before! with { Source = Evil } };

        string html = LearningReport.Render(input, LearningFigures.Of(input));

        html.ShouldNotContain(Evil);
        PageXml.Parse(html).Root!.Value.ShouldContain(Evil);
    }

    [Fact]
    public void A_set_of_one_class_has_no_roc_and_no_threshold()
    {
        LearningReportInput full = ReportSample.Create();
        FrameAnswers one = full.AnswersAfter! with { Labels = [.. full.AnswersAfter.Labels.Select(_ => 1)] };

        string[] drawn = Drawn(full with { AnswersAfter = one, AnswersBefore = null });

        drawn.ShouldNotContain("roc");
        drawn.ShouldNotContain("threshold");
        drawn.ShouldContain("confusion");
    }

    [Fact]
    public void A_sequence_runs_the_pin_with_the_board_s_settings()
    {
        LearningReportInput full = ReportSample.Create();
        LearningReportInput watched = full with { Watched = full.AnswersAfter };

        LearningFigures.Of(watched).Sweep!.IsSequence.ShouldBeTrue();
        LearningReport.Render(watched, LearningFigures.Of(watched)).ShouldContain("with hysteresis 24 and hold time 2,000 ms");
        LearningFigures.Of(full with { FramesPerHour = 900 }).Sweep!.FramesPerHour.ShouldBe(900);
    }

    private static LearningReportInput Bare(LearningReportInput full) => new() { CommandLine = full.CommandLine, Date = full.Date, Tool = full.Tool };

    private static string Verdict(PairedAnswers paired)
    {
        LearningReportInput input = ReportSample.Create();
        return LearningReport.Render(input, LearningFigures.Of(input) with { Paired = paired });
    }

    private static string[] Drawn(LearningReportInput input)
    {
        XDocument page = PageXml.Parse(LearningReport.Render(input, LearningFigures.Of(input)));
        string[] missing = [.. page.Of("missing").Select(section => (string)section.Attribute("id")!)];
        return [.. SectionsOf(page).Except(missing)];
    }

    private static IEnumerable<string> SectionsOf(XDocument page) => page.Descendants("section").Select(section => (string)section.Attribute("id")!);
}
