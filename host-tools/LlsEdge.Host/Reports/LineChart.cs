namespace LlsEdge.Host.Reports;

/// <summary>A line chart as inline SVG: axes, ticks, legend, and a title and description for those who cannot see it.</summary>
internal sealed record LineChart
{
    private const double Width = 480;
    private const double Height = 270;
    private const double Left = 46;
    private const double Right = 12;
    private const double Top = 14;
    private const double Bottom = 44;

    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string XLabel { get; init; }

    public required IReadOnlyList<Curve> Curves { get; init; }

    /// <summary>Horizontal lines to compare with: their names and heights.</summary>
    public IReadOnlyList<(string Name, double Y)> Marks { get; init; } = [];

    public double YMin { get; init; }

    public double YMax { get; init; } = 1;

    public Markup Render()
    {
        double xMax = Math.Max(1, Curves.SelectMany(curve => curve.Points).Select(point => point.X).DefaultIfEmpty(1).Max());
        return Markup.Of($"""
            <figure class="chart">
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="{Id}-title {Id}-desc">
            <title id="{Id}-title">{Title}</title>
            <desc id="{Id}-desc">{Description}</desc>
            {YAxis()}{XAxis(xMax)}{Marks.Select(MarkLine)}{Curves.Select((curve, i) => Line(curve, i, xMax))}
            </svg>
            {Legend()}
            </figure>

            """);
    }

    private IEnumerable<Markup> YAxis()
    {
        for (int i = 0; i <= 5; i++)
        {
            double value = YMin + (YMax - YMin) * i / 5;
            double y = Y(value);
            yield return Markup.Of(
                $"""
                <line class="grid" x1="{Left}" y1="{y:0.#}" x2="{Width - Right}" y2="{y:0.#}"/>
                <text class="tick" x="{Left - 7}" y="{y + 4:0.#}" text-anchor="end">{value * 100:0}%</text>
                """);
        }
    }

    private IEnumerable<Markup> XAxis(double xMax)
    {
        double bottom = Height - Bottom;
        double step = Step(xMax / 5);
        for (double value = 0; value <= xMax * 1.0001; value += step)
        {
            double x = X(value, xMax);
            yield return Markup.Of(
                $"""
                <line class="axis" x1="{x:0.#}" y1="{bottom}" x2="{x:0.#}" y2="{bottom + 4}"/>
                <text class="tick" x="{x:0.#}" y="{bottom + 18}" text-anchor="middle">{value:0.##}</text>
                """);
        }

        yield return Markup.Of($"""<line class="axis" x1="{Left}" y1="{bottom}" x2="{Width - Right}" y2="{bottom}"/>""");
        yield return Markup.Of($"""<text class="label" x="{(Left + Width - Right) / 2}" y="{Height - 6}" text-anchor="middle">{XLabel}</text>""");
    }

    private Markup MarkLine((string Name, double Y) mark, int index)
    {
        double y = Y(mark.Y);
        return Markup.Of(
            $"""<line class="mark m{index}" x1="{Left}" y1="{y:0.#}" x2="{Width - Right}" y2="{y:0.#}"/>""");
    }

    private Markup Line(Curve curve, int index, double xMax)
    {
        IEnumerable<Markup> points = curve.Points.Select(point => Markup.Of($"{X(point.X, xMax):0.#},{Y(point.Y):0.#} "));
        return Markup.Of($"""<polyline class="line s{index % 6}" points="{points}"/>""");
    }

    private Markup Legend()
    {
        IEnumerable<Markup> curves = Curves.Select((curve, i) => Markup.Of($"""<li><i class="key s{i % 6}"></i>{curve.Name}</li>"""));
        IEnumerable<Markup> marks = Marks.Select((mark, i) => Markup.Of($"""<li><i class="key dash m{i}"></i>{mark.Name} {mark.Y * 100:0.0}%</li>"""));
        return Markup.Of($"""<figcaption><ul class="legend">{curves}{marks}</ul></figcaption>""");
    }

    private static double X(double value, double xMax) => Left + (Width - Left - Right) * value / xMax;

    private double Y(double value) => Height - Bottom - (Height - Top - Bottom) * (Math.Clamp(value, YMin, YMax) - YMin) / (YMax - YMin);

    // 1, 2 or 5 times a power of ten.
    private static double Step(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double share = least / power;
        return Math.Max(1, power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10));
    }
}
