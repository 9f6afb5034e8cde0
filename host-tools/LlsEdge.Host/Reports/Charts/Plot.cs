namespace LlsEdge.Host.Reports.Charts;

/// <summary>The field of a chart: places values of two axes, and draws what all charts have alike.</summary>
/// <param name="X">The axis across.</param>
/// <param name="Y">The axis up.</param>
internal sealed record Plot(Axis X, Axis Y)
{
    private const double LeftMargin = 52;
    private const double LabelHeight = 22;
    private const double RightMargin = 14;
    private const double BottomMargin = 44;

    /// <summary>Gets the width of the whole drawing; the page scales it.</summary>
    public double Width { get; init; } = 480;

    /// <summary>Gets its height.</summary>
    public double Height { get; init; } = 270;

    /// <summary>Gets the room above the field.</summary>
    public double TopMargin { get; init; } = 16;

    /// <summary>Gets the field's left edge.</summary>
    public double Left => Y.Label.Length > 0 ? LeftMargin + LabelHeight : LeftMargin;

    /// <summary>Gets its right edge.</summary>
    public double Right => Width - RightMargin;

    /// <summary>Gets its upper edge.</summary>
    public double Top => TopMargin;

    /// <summary>Gets its lower edge.</summary>
    public double Bottom => Height - BottomMargin;

    /// <summary>Where a value lies across.</summary>
    public double AtX(double value) => Left + (Right - Left) * X.Place(value);

    /// <summary>Where a value lies up and down.</summary>
    public double AtY(double value) => Bottom - (Bottom - Top) * Y.Place(value);

    /// <summary>A whole figure: the drawing with its title and description for those who cannot see it, and a caption below.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="title">What the chart is called.</param>
    /// <param name="description">What it shows, in words and numbers.</param>
    /// <param name="content">What lies over the axes.</param>
    /// <param name="caption">A legend.</param>
    public Markup Figure(string id, string title, string description, IEnumerable<Markup> content, Markup caption) => Markup.Of($"""
        <figure class="chart">
        <svg viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="{id}-title {id}-desc">
        <title id="{id}-title">{title}</title>
        <desc id="{id}-desc">{description}</desc>
        {YAxis()}{XAxis()}{content}
        </svg>
        {caption}
        </figure>

        """);

    private IEnumerable<Markup> YAxis()
    {
        foreach (double value in Y.Marks())
        {
            double y = AtY(value);
            yield return Markup.Of(
                $"""
                <line class="grid" x1="{Left}" y1="{y:0.#}" x2="{Right}" y2="{y:0.#}"/>
                <text class="tick" x="{Left - 7}" y="{y + 4:0.#}" text-anchor="end">{Y.Format(value)}</text>
                """);
        }

        if (Y.Label.Length > 0)
        {
            double middle = (Top + Bottom) / 2;
            yield return Markup.Of(
                $"""<text class="label" x="12" y="{middle:0.#}" transform="rotate(-90 12 {middle:0.#})" text-anchor="middle">{Y.Label}</text>""");
        }
    }

    private IEnumerable<Markup> XAxis()
    {
        foreach (double value in X.Marks())
        {
            double x = AtX(value);
            yield return Markup.Of(
                $"""
                <line class="axis" x1="{x:0.#}" y1="{Bottom}" x2="{x:0.#}" y2="{Bottom + 4}"/>
                <text class="tick" x="{x:0.#}" y="{Bottom + 18}" text-anchor="middle">{X.Format(value)}</text>
                """);
        }

        yield return Markup.Of($"""<line class="axis" x1="{Left}" y1="{Bottom}" x2="{Right}" y2="{Bottom}"/>""");
        yield return Markup.Of($"""<text class="label" x="{(Left + Right) / 2:0.#}" y="{Height - 6}" text-anchor="middle">{X.Label}</text>""");
    }
}
