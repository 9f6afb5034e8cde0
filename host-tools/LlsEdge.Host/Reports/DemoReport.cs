using LlsEdge.Host.Reports.Charts;

namespace LlsEdge.Host.Reports;

/// <summary>Draws the demo's result as one HTML page that needs nothing else: no script, no font, no network.</summary>
public static class DemoReport
{
    private const string Drawn = "No photograph was used: rooms, people and things were drawn by a program, "
        + "so these figures say that the loop works, not how well it would do in your room.";

    private const string Photographs = "The frames are photographs or were put together from photographs; see the note of the data set that the command names.";

    /// <summary>Writes the page.</summary>
    public static void Write(string path, DemoResult result) => File.WriteAllText(path, Render(result));

    /// <summary>The page's HTML.</summary>
    public static string Render(DemoResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Markup content = Markup.Of($"""
            {Bars(result)}{Examples(result)}
            <div class="two">
            {Prequential(result)}{Confidence(result)}
            </div>
            {Confusion(result)}{Cost(result)}{Repeat(result)}
            """);
        return new ReportPage(
            $"LlsEdge demo: {Figures.Percent(result.AccuracyBefore)} → {Figures.Percent(result.AccuracyAfter)} after {result.FramesTrained} frames",
            "LlsEdge demo",
            Headline(result),
            $"{result.DataStatement} {result.BoardStatement}",
            [result.Synthetic ? "Synthetic frames: drawn by a program" : "Photographs"],
            content).Render();
    }

    private static string Headline(DemoResult r)
    {
        string change = r.AccuracyAfter > r.AccuracyBefore ? "The board learnt its own camera" : "The board did not get better at its own camera";
        return $"{change}: {Figures.Percent(r.AccuracyBefore)} → {Figures.Percent(r.AccuracyAfter)} right after {r.FramesTrained} frames";
    }

    private static Markup Bars(DemoResult r) => new ReportSection(
        "accuracy",
        "Frames told right",
        $"Measured on {r.FramesTested} frames that were never taught. The dotted line is what guessing among {r.ClassNames.Count} classes gets.",
        ShareBars.Render(
            [
                new ShareBar("Before teaching", "factory model, this camera", r.AccuracyBefore, false),
                new ShareBar("After teaching", "same frames, the board has learnt", r.AccuracyAfter, true),
                new ShareBar("Head alone", "same lessons, only the last layer learns", r.AccuracyHeadOnly, false),
                new ShareBar("No network", "same lessons, linear readout of 12×12 pixels", r.AccuracyPixels, false),
                new ShareBar("At home", "factory model, its own camera", r.AccuracyUnshifted, false),
            ],
            1.0 / Math.Max(1, r.ClassNames.Count))).Render();

    private static Markup Examples(DemoResult r)
    {
        if (r.Examples.Count == 0)
        {
            return Markup.Empty;
        }

        return new ReportSection(
            "frames",
            "What the board sees",
            "Held-out frames with the model's answer before and after. ✓ right, ✗ wrong.",
            FrameGrid.Render(r.Examples.Select(e => new FrameExample(e.Image, Name(r, e.Label), Name(r, e.PredictedBefore), Name(r, e.PredictedAfter))))).Render();
    }

    private static Markup Prequential(DemoResult r)
    {
        LineChart chart = new()
        {
            Id = "prequential",
            Title = "Accuracy while learning",
            Description = $"Share right of the last {r.PrequentialWindow} frames, each judged before it is taught"
                + (r.Prequential.Count > 0 ? $"; ends at {Figures.Percent(r.Prequential[^1].Y)}." : "; no frames."),
            X = Axis.UpTo("frames taught", r.Prequential.Select(point => point.X)),
            Y = Axis.Share(""),
            Curves = [new Curve($"last {r.PrequentialWindow} frames", r.Prequential)],
            Marks = [new HorizontalMark("held out, before", r.AccuracyBefore), new HorizontalMark("held out, after", r.AccuracyAfter)],
        };
        return new ReportSection(
            "learning",
            "Accuracy while learning",
            $"Share right among the last {r.PrequentialWindow} frames; each frame is judged before its label is used.",
            chart.Render()).Render();
    }

    private static Markup Confidence(DemoResult r)
    {
        if (r.LocalConfidence.Count == 0)
        {
            return Markup.Empty;
        }

        LineChart chart = new()
        {
            Id = "local",
            Title = "Each layer's own confidence",
            Description = "Probability each learning layer gave the true class: " + string.Join(
                ", ", r.LocalConfidence.Where(curve => curve.Points.Count > 0).Select(curve => $"{curve.Name} ends at {Figures.Percent(curve.Points[^1].Y)}")) + ".",
            X = Axis.UpTo("frames taught", r.LocalConfidence.SelectMany(curve => curve.Points).Select(point => point.X)),
            Y = Axis.Share(""),
            Curves = r.LocalConfidence,
        };
        return new ReportSection(
            "confidence",
            "Each layer’s own confidence",
            "Layers learn from a loss of their own. This is the probability each gave the true class, "
                + $"read back from the board’s log ({r.LogRecords} records).",
            chart.Render()).Render();
    }

    private static Markup Confusion(DemoResult r) => Markup.Of($"""
        <div class="two">
        <section>{ConfusionMatrix.Render("Answers before teaching", r.ClassNames, r.ConfusionBefore)}</section>
        <section>{ConfusionMatrix.Render("Answers after teaching", r.ClassNames, r.ConfusionAfter)}</section>
        </div>

        """);

    private static Markup Cost(DemoResult r) => new ReportSection(
        "cost",
        "What it costs on an ESP32",
        "IL instructions are counted exactly in the very firmware assembly; milliseconds are predicted from them for 240 MHz, not measured.",
        KeyFigures.Render(
        [
            new KeyFigure("predicted per training step", Figures.Count(r.PredictedMsPerTrainStep), "ms"),
            new KeyFigure("predicted per prediction", Figures.Count(r.PredictedMsPerPrediction), "ms"),
            new KeyFigure("IL instructions per training step", Figures.Count(r.IlPerTrainStep)),
            new KeyFigure("IL instructions per prediction", Figures.Count(r.IlPerPrediction)),
            new KeyFigure(
                "managed heap at its peak", Figures.Count(r.HeapPeakBytes), r.HeapLimitBytes is int limit ? $"of {Figures.Count(limit)} bytes" : "bytes"),
            .. r.ModelBytes is int model ? (KeyFigure[])[new KeyFigure("model file", Figures.Count(model), "bytes")] : [],
        ])).Render();

    private static Markup Repeat(DemoResult r) => new ReportSection(
        "repeat",
        "What is real here, and how to repeat it",
        $"{(r.Synthetic ? Drawn : Photographs)} The learning happened in the board’s firmware: the desk sent frames and labels, and nothing else.",
        Markup.Of($"<pre><code>{r.CommandLine}</code></pre>")).Render();

    private static string Name(DemoResult r, int label) => label >= 0 && label < r.ClassNames.Count ? r.ClassNames[label] : $"class {label}";
}
