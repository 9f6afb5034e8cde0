namespace LlsEdge.Host.Reports.Charts;

/// <summary>Answers of about the same confidence.</summary>
/// <param name="Confidence">Their mean confidence, 0 to 1.</param>
/// <param name="Accuracy">The share of them that is right.</param>
/// <param name="Low">The lower end of the accuracy's confidence interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="Count">How many there are.</param>
internal sealed record ReliabilityPoint(double Confidence, double Accuracy, double Low, double High, int Count);

/// <summary>
/// A reliability diagram: how often answers of a confidence are right. On the diagonal a model is as sure as it should be, below it is too sure.
/// The area of a dot grows with the number of answers; whiskers are confidence intervals.
/// </summary>
internal sealed record ReliabilityDiagram
{
    private const double LargestDot = 11;
    private const double SmallestDot = 2.5;

    /// <summary>Gets an id that is unique on the page.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what the chart is called.</summary>
    public required string Title { get; init; }

    /// <summary>Gets what it shows, in words and numbers.</summary>
    public required string Description { get; init; }

    /// <summary>Gets where the confidences start: no answer is less sure than a guess among the classes.</summary>
    public required double Least { get; init; }

    /// <summary>Gets the dots of the model as it is.</summary>
    public required IReadOnlyList<ReliabilityPoint> Points { get; init; }

    /// <summary>Gets the dots of the model before; empty for none.</summary>
    public IReadOnlyList<ReliabilityPoint> PointsBefore { get; init; } = [];

    /// <summary>Draws the chart.</summary>
    public Markup Render()
    {
        Axis x = Axis.Share("how sure the model is") with { Min = Least };
        var plot = new Plot(x, Axis.Share("right"));
        int most = Math.Max(1, Points.Concat(PointsBefore).Select(point => point.Count).DefaultIfEmpty(1).Max());
        Markup before = PointsBefore.Count > 0 ? Markup.Of($"""<li><i class="key dot was"></i>before</li>""") : Markup.Empty;
        return plot.Figure(
            Id,
            Title,
            Description,
            [
                Markup.Of($"""<line class="mark m0" x1="{plot.AtX(Least)}" y1="{plot.AtY(Least):0.#}" x2="{plot.Right}" y2="{plot.Top}"/>"""),
                .. PointsBefore.Select(point => Dot(plot, point, most, LineChart.Before)),
                .. Points.Select(point => Dot(plot, point, most, LineChart.After)),
            ],
            Markup.Of($"""
                <figcaption><ul class="legend"><li><i class="key dot is"></i>after</li>{before}
                <li><i class="key dash m0"></i>as sure as it should be</li></ul></figcaption>
                """));
    }

    private static Markup Dot(Plot plot, ReliabilityPoint point, int most, string style)
    {
        double x = plot.AtX(point.Confidence);
        double radius = Math.Max(SmallestDot, LargestDot * Math.Sqrt(point.Count / (double)most));
        return Markup.Of(
            $"""
            <line class="whisker {style}" x1="{x:0.#}" y1="{plot.AtY(point.Low):0.#}" x2="{x:0.#}" y2="{plot.AtY(point.High):0.#}"/>
            <circle class="dot {style}" cx="{x:0.#}" cy="{plot.AtY(point.Accuracy):0.#}" r="{radius:0.#}"/>
            """);
    }
}
