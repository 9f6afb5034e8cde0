namespace LlsEdge.Host.Reports.Charts;

/// <summary>Filters of a layer as small images of squares: one colour for weights above zero, another for those below, the stronger the larger.</summary>
internal sealed record FilterSheet
{
    private const double Cell = 10;
    private const double Gap = 7;
    private const int Columns = 8;

    /// <summary>Gets an id that is unique on the page.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what the sheet is called.</summary>
    public required string Title { get; init; }

    /// <summary>Gets what it shows, in words and numbers.</summary>
    public required string Description { get; init; }

    /// <summary>Gets how many weights a filter is wide and high.</summary>
    public required int Size { get; init; }

    /// <summary>Gets the filters' weights, row by row, each −1 to 1.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Filters { get; init; }

    /// <summary>Draws the sheet.</summary>
    public Markup Render()
    {
        double pitch = Size * Cell + Gap;
        int columns = Math.Min(Columns, Math.Max(1, Filters.Count));
        int rows = (Filters.Count + columns - 1) / columns;
        double width = columns * pitch - Gap;
        return Markup.Of($"""
            <figure class="chart filters" style="max-width:{width * 1.6:0}px">
            <svg viewBox="0 0 {width:0.#} {Math.Max(1, rows) * pitch - Gap:0.#}" role="img" aria-labelledby="{Id}-title {Id}-desc">
            <title id="{Id}-title">{Title}</title>
            <desc id="{Id}-desc">{Description}</desc>
            {Filters.Select((filter, i) => Draw(filter, i % columns * pitch, i / columns * pitch))}
            </svg>
            </figure>

            """);
    }

    private Markup Draw(IReadOnlyList<double> filter, double left, double top)
    {
        IEnumerable<Markup> cells = filter.Select((weight, i) =>
        {
            double x = left + i % Size * Cell;
            double y = top + i / Size * Cell;
            string sign = weight > 0 ? "plus" : "minus";
            return weight == 0
                ? Markup.Empty
                : Markup.Of($"""<rect class="{sign}" x="{x:0.#}" y="{y:0.#}" width="{Cell}" height="{Cell}" opacity="{Math.Min(1, Math.Abs(weight)):0.##}"/>""");
        });
        return Markup.Of($"""<rect class="paper" x="{left:0.#}" y="{top:0.#}" width="{Size * Cell}" height="{Size * Cell}"/>{cells}""");
    }
}
