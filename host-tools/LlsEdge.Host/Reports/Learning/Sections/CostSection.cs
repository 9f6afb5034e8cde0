using LlsEdge.Host.Device;
using LlsEdge.Host.Reports.Charts;

namespace LlsEdge.Host.Reports.Learning.Sections;

/// <summary>Time, heap, clamped values, the line.</summary>
internal static class CostSection
{
    public static ReportSection Of(LearningReportInput input, LearningFigures figures)
    {
        if (input.Board is null && figures.Curves is null)
        {
            return ReportSection.Missing("cost", "Time and heap", "Needs a board (--port PORT), or its journal (--log FILE) for the time of its steps.");
        }

        List<KeyFigure> numbers = [];
        if (figures.Curves is JournalCurves curves)
        {
            numbers.Add(new KeyFigure("a training step, mean", Figures.Count(curves.Steps.Average(step => step.Milliseconds)), "ms"));
            numbers.Add(new KeyFigure("the slowest step", Figures.Count(curves.Steps.Max(step => step.Milliseconds)), "ms"));
            numbers.Add(new KeyFigure("values clamped a step, mean", Figures.Plain(Math.Round(curves.Steps.Average(step => step.Saturations), 1))));
        }

        if (input.Board?.Statistics is BoardStatistics statistics)
        {
            if (statistics.PredictMicroseconds > 0)
            {
                numbers.Add(new KeyFigure("the last prediction", Figures.Count(statistics.PredictMicroseconds / 1000.0), "ms"));
            }

            numbers.Add(new KeyFigure("managed heap free", Figures.Count(statistics.FreeHeapBytes), "bytes"));
            numbers.Add(new KeyFigure(
                "frames trained, predicted since its start", $"{Figures.Count(statistics.FramesTrained)}, {Figures.Count(statistics.FramesPredicted)}"));
            numbers.Add(new KeyFigure(
                "packets damaged, repeated, refused", $"{statistics.DamagedPackets}, {statistics.RepeatedPackets}, {statistics.RefusedPackets}"));
        }

        return new ReportSection("cost", "Time and heap", Note(input), Markup.Of($"{KeyFigures.Render(numbers)}{Charts(figures)}"));
    }

    private static string Note(LearningReportInput input)
    {
        string heap = input.Board is null ? " Heap and line are known from a board only: --port PORT." : "";
        return (input.Board?.Info.IsVirtual == true
            ? "The board is virtual: its times are predicted for an ESP32 at 240 MHz from the instructions it executed, not measured."
            : "Times are by the board’s own clock.") + heap;
    }

    private static Markup Charts(LearningFigures figures)
    {
        if (figures.Curves is not JournalCurves curves)
        {
            return Markup.Empty;
        }

        return Markup.Of($"""
            <div class="two gap"><div><h3>Time of a step</h3>{Chart("time", "ms", curves.Milliseconds)}</div>
            <div><h3>Values clamped in a step</h3>{Chart("clamped", "values clamped", curves.Clamped)}</div></div>
            """);
    }

    private static Markup Chart(string id, string label, IReadOnlyList<CurvePoint> points) => new LineChart
    {
        Id = $"{id}-curve",
        Title = $"{label} over the frames taught",
        Description = $"From {Figures.Plain(points.Min(point => point.Y))} to {Figures.Plain(points.Max(point => point.Y))}, "
            + $"mean {Figures.Plain(Math.Round(points.Average(point => point.Y), 1))}.",
        X = Axis.UpTo("frames taught", points.Select(point => point.X)),
        Y = Axis.Rounded(label, points.Select(point => point.Y)),
        Curves = [new Curve(label, points)],
    }.Render();
}
