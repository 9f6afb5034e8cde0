using System.Globalization;

namespace LlsEdge.Host.Reports;

/// <summary>Draws the demo's result as one HTML page that needs nothing else: no script, no font, no network.</summary>
public static class DemoReport
{
    /// <summary>Writes the page.</summary>
    public static void Write(string path, DemoResult result) => File.WriteAllText(path, Render(result));

    /// <summary>The page's HTML.</summary>
    public static string Render(DemoResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        string title = $"{Percent(result.AccuracyBefore)} → {Percent(result.AccuracyAfter)} after {result.FramesTrained} frames";
        string kind = result.Synthetic ? "Synthetic frames: drawn by a program" : "Photographs";
        return Markup.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>LlsEdge demo: {title}</title>
            <style>
            {new Markup(ReportStyle.Css)}
            </style>
            </head>
            <body>
            <main>
            <header>
            <p class="kicker">LlsEdge demo</p>
            <h1>{Headline(result)}</h1>
            <p class="lead">{result.DataStatement} {result.BoardStatement}</p>
            <span class="badge">{kind}</span>
            </header>
            {Bars(result)}{Examples(result)}
            <div class="two">
            {Prequential(result)}{Confidence(result)}
            </div>
            {Confusion(result)}{Cost(result)}{Repeat(result)}
            </main>
            </body>
            </html>

            """).Text;
    }

    private static string Headline(DemoResult r)
    {
        string change = r.AccuracyAfter > r.AccuracyBefore ? "The board learnt its own camera" : "The board did not get better at its own camera";
        return $"{change}: {Percent(r.AccuracyBefore)} → {Percent(r.AccuracyAfter)} right after {r.FramesTrained} frames";
    }

    private static Markup Bars(DemoResult r) => Markup.Of($"""
        <section>
        <h2>Frames told right</h2>
        <p class="note">Measured on {r.FramesTested} frames that were never taught. The dotted line is what guessing among {r.ClassNames.Count} classes gets.</p>
        <div class="bars" style="--guess:{100.0 / Math.Max(1, r.ClassNames.Count):0.#}%">
        {Bar("Before teaching", "factory model, this camera", r.AccuracyBefore, false)}
        {Bar("After teaching", "same frames, the board has learnt", r.AccuracyAfter, true)}
        {Bar("Head alone", "same lessons, only the last layer learns", r.AccuracyHeadOnly, false)}
        {Bar("No network", "same lessons, linear readout of 12×12 pixels", r.AccuracyPixels, false)}
        {Bar("At home", "factory model, its own camera", r.AccuracyUnshifted, false)}
        </div>
        </section>

        """);

    private static Markup Bar(string name, string detail, double share, bool main) => Markup.Of(
        $"""
        <div class="bar{(main ? " main" : "")}"><div><b>{name}</b><small>{detail}</small></div>
        <div class="track"><i style="width:{Math.Clamp(share, 0, 1) * 100:0.0}%"></i></div><span>{Percent(share)}</span></div>
        """);

    private static Markup Examples(DemoResult r)
    {
        if (r.Examples.Count == 0)
        {
            return default;
        }

        return Markup.Of($"""
            <section>
            <h2>What the board sees</h2>
            <p class="note">Held-out frames with the model's answer before and after. ✓ right, ✗ wrong.</p>
            <ul class="shots">
            {r.Examples.Select(example => Example(r, example))}
            </ul>
            </section>

            """);
    }

    private static Markup Example(DemoResult r, DemoExample e)
    {
        // Only images made here: a result read from a file must not make the page load anything.
        string image = e.Image.StartsWith(DataUri.Prefix, StringComparison.Ordinal) ? e.Image : "data:,";
        return Markup.Of(
            $"""
            <li><img src="{image}" alt="A frame of class {Name(r, e.Label)}" width="96" height="96">
            <span class="was">before {Verdict(r, e.PredictedBefore, e.Label)}</span>
            <span>after {Verdict(r, e.PredictedAfter, e.Label)}</span></li>

            """);
    }

    private static Markup Verdict(DemoResult r, int predicted, int label) => predicted == label
        ? Markup.Of($"""<b class="ok">{Name(r, predicted)} ✓</b>""")
        : Markup.Of($"""<b class="no">{Name(r, predicted)} ✗</b>""");

    private static Markup Prequential(DemoResult r)
    {
        LineChart chart = new()
        {
            Id = "prequential",
            Title = "Accuracy while learning",
            Description = $"Share right of the last {r.PrequentialWindow} frames, each judged before it is taught"
                + (r.Prequential.Count > 0 ? $"; ends at {Percent(r.Prequential[^1].Y)}." : "; no frames."),
            XLabel = "frames taught",
            Curves = [new Curve($"last {r.PrequentialWindow} frames", r.Prequential)],
            Marks = [("held out, before", r.AccuracyBefore), ("held out, after", r.AccuracyAfter)],
        };
        return Markup.Of($"""
            <section>
            <h2>Accuracy while learning</h2>
            <p class="note">Share right among the last {r.PrequentialWindow} frames; each frame is judged before its label is used.</p>
            {chart.Render()}</section>

            """);
    }

    private static Markup Confidence(DemoResult r)
    {
        if (r.LocalConfidence.Count == 0)
        {
            return default;
        }

        LineChart chart = new()
        {
            Id = "confidence",
            Title = "Each layer's own confidence",
            Description = "Probability each learning layer gave the true class: " + string.Join(
                ", ", r.LocalConfidence.Where(curve => curve.Points.Count > 0).Select(curve => $"{curve.Name} ends at {Percent(curve.Points[^1].Y)}")) + ".",
            XLabel = "frames taught",
            Curves = r.LocalConfidence,
        };
        return Markup.Of($"""
            <section>
            <h2>Each layer’s own confidence</h2>
            <p class="note">Layers learn from a loss of their own. This is the probability each gave the true class,
            read back from the board’s log ({r.LogRecords} records).</p>
            {chart.Render()}</section>

            """);
    }

    private static Markup Confusion(DemoResult r) => Markup.Of($"""
        <div class="two">
        <section>{Matrix(r, "Answers before teaching", r.ConfusionBefore)}</section>
        <section>{Matrix(r, "Answers after teaching", r.ConfusionAfter)}</section>
        </div>

        """);

    private static Markup Matrix(DemoResult r, string caption, IReadOnlyList<IReadOnlyList<int>> matrix)
    {
        IEnumerable<Markup> head = matrix.Select((_, column) => Markup.Of($"""<th scope="col">said {Name(r, column)}</th>"""));
        IEnumerable<Markup> rows = matrix.Select((row, label) => Markup.Of($"""<tr><th scope="row">was {Name(r, label)}</th>{Cells(row)}</tr>"""));
        return Markup.Of($"""
            <table class="matrix"><caption>{caption}</caption>
            <thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>
            """);
    }

    private static IEnumerable<Markup> Cells(IReadOnlyList<int> row)
    {
        int sum = Math.Max(1, row.Sum());
        return row.Select(count => Markup.Of($"""<td style="background:rgba(var(--tint),{0.06 + 0.5 * count / sum:0.00})">{count}</td>"""));
    }

    private static Markup Cost(DemoResult r) => Markup.Of($"""
        <section>
        <h2>What it costs on an ESP32</h2>
        <p class="note">IL instructions are counted exactly in the very firmware assembly; milliseconds are predicted from them for 240 MHz, not measured.</p>
        <dl>
        {Figure("predicted per training step", Number(r.PredictedMsPerTrainStep), "ms")}
        {Figure("predicted per prediction", Number(r.PredictedMsPerPrediction), "ms")}
        {Figure("IL instructions per training step", Number(r.IlPerTrainStep), "")}
        {Figure("IL instructions per prediction", Number(r.IlPerPrediction), "")}
        {Figure("managed heap at its peak", Number(r.HeapPeakBytes), r.HeapLimitBytes is int limit ? $"of {Number(limit)} bytes" : "bytes")}
        {(r.ModelBytes is int model ? Figure("model file", Number(model), "bytes") : default)}
        </dl>
        </section>

        """);

    private static Markup Figure(string name, string value, string unit) => Markup.Of(
        $"""<div><dt>{name}</dt><dd>{value} <small>{unit}</small></dd></div>""");

    private static Markup Repeat(DemoResult r) => Markup.Of($"""
        <section>
        <h2>What is real here, and how to repeat it</h2>
        <p class="note">{(r.Synthetic ? Drawn : Photographs)} The learning happened in the board’s firmware:
        the desk sent frames and labels, and nothing else.</p>
        <pre><code>{r.CommandLine}</code></pre>
        </section>

        """);

    private const string Drawn = "No photograph was used: rooms, people and things were drawn by a program, "
        + "so these figures say that the loop works, not how well it would do in your room.";

    private const string Photographs = "The frames are photographs or were put together from photographs; see the note of the data set that the command names.";

    private static string Name(DemoResult r, int label) => label >= 0 && label < r.ClassNames.Count ? r.ClassNames[label] : $"class {label}";

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => FormattableString.Invariant($"{share * 100:0.0}\u00A0%");
}
