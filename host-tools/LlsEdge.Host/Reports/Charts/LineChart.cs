namespace LlsEdge.Host.Reports.Charts;

/// <summary>A horizontal line to compare with.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Y">Its height.</param>
internal sealed record HorizontalMark(string Name, double Y);

/// <summary>A vertical line: a value on the axis across that matters.</summary>
/// <param name="Name">What it is.</param>
/// <param name="X">Where.</param>
internal sealed record VerticalMark(string Name, double X);

/// <summary>A point with a name beside it.</summary>
/// <param name="X">Across.</param>
/// <param name="Y">Up.</param>
/// <param name="Name">A short name.</param>
internal sealed record Spot(double X, double Y, string Name);

/// <summary>Curves as inline SVG: axes, ticks, legend, and a title and description for those who cannot see it.</summary>
internal sealed record LineChart
{
    /// <summary>The style of what was before, where a chart compares it with what is.</summary>
    public const string Before = "was";

    /// <summary>The style of what is, where a chart compares it with what was before.</summary>
    public const string After = "is";

    private const int Styles = 6;
    private const double TagWidth = 60;
    private const double TagHeight = 14;

    /// <summary>Gets an id that is unique on the page.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what the chart is called.</summary>
    public required string Title { get; init; }

    /// <summary>Gets what it shows, in words and numbers.</summary>
    public required string Description { get; init; }

    /// <summary>Gets the axis across.</summary>
    public required Axis X { get; init; }

    /// <summary>Gets the axis up.</summary>
    public required Axis Y { get; init; }

    /// <summary>Gets the curves.</summary>
    public required IReadOnlyList<Curve> Curves { get; init; }

    /// <summary>Gets each curve's style, <see cref="Before"/> or <see cref="After"/>; empty: a colour and a dash of its own each.</summary>
    public IReadOnlyList<string> CurveStyles { get; init; } = [];

    /// <summary>Gets horizontal lines to compare with.</summary>
    public IReadOnlyList<HorizontalMark> Marks { get; init; } = [];

    /// <summary>Gets vertical lines.</summary>
    public IReadOnlyList<VerticalMark> Values { get; init; } = [];

    /// <summary>Gets points with names.</summary>
    public IReadOnlyList<Spot> Spots { get; init; } = [];

    /// <summary>Gets what happened on the way, marked above the field.</summary>
    public IReadOnlyList<TimelineEvent> Events { get; init; } = [];

    /// <summary>Gets a value indicating whether to draw what a guess gets: the diagonal from corner to corner.</summary>
    public bool HasDiagonal { get; init; }

    /// <summary>Draws the chart.</summary>
    public Markup Render()
    {
        var plot = new Plot(X, Y) { TopMargin = Events.Count > 0 ? 16 + Timeline.Height : 16 };
        Markup diagonal = HasDiagonal
            ? Markup.Of($"""<line class="mark m0" x1="{plot.Left}" y1="{plot.Bottom}" x2="{plot.Right}" y2="{plot.Top}"/>""")
            : Markup.Empty;
        return plot.Figure(
            Id,
            Title,
            Description,
            [
                diagonal,
                .. Marks.Select((mark, i) => MarkLine(plot, mark, i)),
                .. Timeline.Draw(plot, Events),
                .. Curves.Select((curve, i) => Line(plot, curve, i)),
                .. Values.Select(value => ValueLine(plot, value)),
                .. Dots(plot),
            ],
            Legend());
    }

    private static Markup MarkLine(Plot plot, HorizontalMark mark, int index)
    {
        double y = plot.AtY(mark.Y);
        return Markup.Of($"""<line class="mark m{index}" x1="{plot.Left}" y1="{y:0.#}" x2="{plot.Right}" y2="{y:0.#}"/>""");
    }

    private static Markup ValueLine(Plot plot, VerticalMark mark)
    {
        double x = plot.AtX(mark.X);
        bool leftwards = x > (plot.Left + plot.Right) / 2;
        return Markup.Of(
            $"""
            <line class="value" x1="{x:0.#}" y1="{plot.Top}" x2="{x:0.#}" y2="{plot.Bottom}"/>
            <text class="tag" x="{(leftwards ? x - 5 : x + 5):0.#}" y="{plot.Top + 11}" text-anchor="{(leftwards ? "end" : "start")}">{mark.Name}</text>
            """);
    }

    // A name that would lie on another is left out; the dot and the chart's description remain.
    private IEnumerable<Markup> Dots(Plot plot)
    {
        List<(double X, double Y)> named = [];
        foreach (Spot spot in Spots)
        {
            double x = plot.AtX(spot.X);
            double y = plot.AtY(spot.Y);
            yield return Markup.Of($"""<circle class="spot" cx="{x:0.#}" cy="{y:0.#}" r="4"/>""");
            if (named.Any(other => Math.Abs(other.X - x) < TagWidth && Math.Abs(other.Y - y) < TagHeight))
            {
                continue;
            }

            named.Add((x, y));
            bool leftwards = x > plot.Right - TagWidth;
            yield return Markup.Of(
                $"""<text class="tag" x="{(leftwards ? x - 8 : x + 8):0.#}" y="{y + 15:0.#}" text-anchor="{(leftwards ? "end" : "start")}">{spot.Name}</text>""");
        }
    }

    private Markup Line(Plot plot, Curve curve, int index)
    {
        IEnumerable<Markup> points = curve.Points.Select(point => Markup.Of($"{plot.AtX(point.X):0.#},{plot.AtY(point.Y):0.#} "));
        return Markup.Of($"""<polyline class="line {StyleOf(index)}" points="{points}"/>""");
    }

    private Markup Legend()
    {
        IEnumerable<Markup> curves = Curves.Select((curve, i) => Markup.Of($"""<li><i class="key {StyleOf(i)}"></i>{curve.Name}</li>"""));
        IEnumerable<Markup> marks = Marks.Select((mark, i) => Markup.Of($"""<li><i class="key dash m{i}"></i>{mark.Name} {Y.Format(mark.Y)}</li>"""));
        return Markup.Of($"""<figcaption><ul class="legend">{curves}{marks}{Timeline.Legend(Events)}</ul></figcaption>""");
    }

    private string StyleOf(int index) => index < CurveStyles.Count ? CurveStyles[index] : $"s{index % Styles}";
}
