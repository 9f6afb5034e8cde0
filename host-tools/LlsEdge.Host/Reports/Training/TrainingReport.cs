using LlsEdge.Host.Reports.Charts;
using LlsEdge.Host.Training;
using LlsEdge.Learning;

namespace LlsEdge.Host.Reports.Training;

/// <summary>Draws a factory training as one HTML page that needs nothing else: curves, answers, first filters, and how to repeat it.</summary>
public static class TrainingReport
{
    /// <summary>Gets the page's HTML.</summary>
    /// <param name="input">The training.</param>
    /// <returns>The page.</returns>
    public static string Render(TrainingReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        string right = Figures.Percent(input.Measured.BalancedAccuracy);
        Markup content = Markup.Of($"""
            {Result(input).Render()}
            <div class="two">
            {Loss(input).Render()}{Accuracy(input).Render()}
            </div>
            {Answers(input).Render()}{Filters(input.Model).Render()}{Epochs(input).Render()}{Repeat(input).Render()}
            """);
        return new ReportPage(
            $"LlsEdge training: {input.Model.GetName()}",
            "LlsEdge training",
            $"{input.Model.GetName()}: {right} right, in the board's arithmetic",
            $"Trained on {Figures.Count(input.TrainingFrames)} frames in {input.Curve.Count} epochs; measured as the board computes, on {input.MeasuredOn}.",
            [],
            content).Render();
    }

    private static ReportSection Result(TrainingReportInput input)
    {
        double seconds = input.Curve.Sum(record => record.Seconds);
        List<KeyFigure> figures =
        [
            new("right, mean over the classes", Figures.Percent(input.Measured.BalancedAccuracy)),
            new("right, of all frames", Figures.Percent(input.Measured.Accuracy)),
        ];
        if (input.Measured.RocArea is double area)
        {
            figures.Add(new("area under the ROC curve", Figures.Percent(area)));
        }

        figures.Add(new("training", seconds < 120 ? Figures.Plain(Math.Round(seconds)) : Figures.Plain(Math.Round(seconds / 60)), seconds < 120 ? "s" : "min"));
        return new ReportSection("result", "The result", $"Measured on {Figures.Count(input.Measured.Confusion.Sum(row => row.Sum()))} frames: {input.MeasuredOn}.", KeyFigures.Render(figures));
    }

    private static ReportSection Loss(TrainingReportInput input)
    {
        Curve[] curves = [.. new[] { Series("training, augmented", input.Curve, record => record.Loss), Series("validation", input.Curve, record => record.Validation?.Loss) }
            .Where(curve => curve.Points.Count > 0)];
        string ends = string.Join(", ", curves.Select(curve => $"{curve.Name} ends at {Figures.Plain(Math.Round(curve.Points[^1].Y, 3))}"));
        var chart = new LineChart
        {
            Id = "loss-chart",
            Title = "Loss",
            Description = $"Mean cross-entropy by epoch: {ends}.",
            X = EpochAxis(input.Curve),
            Y = Axis.Rounded("loss", curves.SelectMany(curve => curve.Points).Select(point => point.Y)),
            Curves = curves,
            Events = Phases(input.Curve),
        };
        return new ReportSection("loss", "Loss", "Mean cross-entropy of the frames, epoch by epoch. A letter marks where another phase begins; its arithmetic, and so its loss, is another.", chart.Render());
    }

    private static ReportSection Accuracy(TrainingReportInput input)
    {
        if (input.ValidationFrames == 0)
        {
            return ReportSection.Missing(
                "accuracy", "Accuracy on frames not learnt from", "Train with --validation SET or --hold-out 0.1 to see how frames are answered that nothing is learnt from.");
        }

        Curve curve = Series("validation", input.Curve, record => record.Validation?.BalancedAccuracy);
        CurvePoint best = curve.Points.MaxBy(point => point.Y)!;
        var chart = new LineChart
        {
            Id = "accuracy-chart",
            Title = "Accuracy on frames not learnt from",
            Description = $"Balanced accuracy by epoch on {input.ValidationFrames} validation frames; highest {Figures.Percent(best.Y)} in epoch {Figures.Plain(best.X)}.",
            X = EpochAxis(input.Curve),
            Y = Axis.Share("right"),
            Curves = [curve],
            Marks = [new HorizontalMark("a guess", 1.0 / input.Model.ClassCount)],
            Events = Phases(input.Curve),
        };
        return new ReportSection(
            "accuracy", "Accuracy on frames not learnt from", $"The mean over the classes of the share told right, on {Figures.Count(input.ValidationFrames)} validation frames.", chart.Render());
    }

    private static ReportSection Answers(TrainingReportInput input) => new(
        "answers",
        "What it answers",
        $"Each frame of {input.MeasuredOn}, by what it shows and what the model said.",
        ConfusionMatrix.Render("Answers", [.. Enumerable.Range(0, input.Model.ClassCount).Select(input.Model.GetClassName)], input.Measured.Confusion));

    private static ReportSection Filters(Model model)
    {
        ConvolutionLayer layer = model.Layers[0];
        int count = layer.KernelSize * layer.KernelSize;
        double largest = Math.Max(1, layer.Weights.Max(weight => Math.Abs((int)weight)));
        var sheet = new FilterSheet
        {
            Id = "filters-sheet",
            Title = "The first layer's filters",
            Description = $"{layer.OutputChannels} filters of {layer.KernelSize}×{layer.KernelSize} weights, scaled to the largest.",
            Size = layer.KernelSize,
            Filters = [.. Enumerable.Range(0, layer.OutputChannels).Select(k => (IReadOnlyList<double>)[.. layer.Weights.Skip(k * count).Take(count).Select(weight => weight / largest)])],
        };
        return new ReportSection("filters", "The first layer's filters", "What the network looks for first: light against dark.", sheet.Render());
    }

    private static ReportSection Epochs(TrainingReportInput input) => new(
        "epochs",
        "Epoch by epoch",
        "",
        new NumberTable(
            "Epochs",
            ["epoch", "phase", "loss", "validation loss", "validation, balanced", "best so far", "seconds"],
            [.. input.Curve.Select((record, i) => (IReadOnlyList<string>)
            [
                $"{i + 1}",
                $"{record.Phase} {record.Epoch}/{record.Epochs}",
                record.Loss is double loss ? $"{loss:0.000}" : "–",
                record.Validation is { } score ? $"{score.Loss:0.000}" : "–",
                record.Validation is { } shares ? Figures.Percent(shares.BalancedAccuracy) : "–",
                record.Validation is null ? "–" : record.IsBest ? "yes" : "",
                $"{record.Seconds:0.0}",
            ])]).RenderFolded());

    private static ReportSection Repeat(TrainingReportInput input) => new(
        "repeat",
        "How it was made",
        "The same command with the same frames gives the same model, bit for bit.",
        Markup.Of($"""
            <pre><code>{input.CommandLine}</code></pre>
            {new NumberTable("Settings", ["setting", "value"], [.. input.Facts.Select(fact => (IReadOnlyList<string>)[fact.Name, fact.Value])]).Render()}
            <details><summary>The model's description</summary><pre><code>{input.Description}</code></pre></details>
            """));

    private static Axis EpochAxis(IReadOnlyList<EpochRecord> curve) => new("epoch", 1, Math.Max(2, curve.Count));

    private static Curve Series(string name, IReadOnlyList<EpochRecord> curve, Func<EpochRecord, double?> value) =>
        new(name, [.. curve.Select((record, i) => (X: i + 1.0, Y: value(record))).Where(point => point.Y is not null).Select(point => new CurvePoint(point.X, point.Y!.Value))]);

    private static TimelineEvent[] Phases(IReadOnlyList<EpochRecord> curve) =>
        [.. curve.Select((record, i) => (record.Phase, X: i + 1.0)).DistinctBy(start => start.Phase).Select(start => new TimelineEvent(start.X, start.Phase[..1].ToUpperInvariant(), start.Phase))];
}
