namespace LlsEdge.Host.Reports.Charts;

/// <summary>
/// Counts of values in bins of one width: filled columns, and, where there is something to compare with, its outline above them.
/// </summary>
internal sealed record Histogram
{
    /// <summary>Gets an id that is unique on the page.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what the chart is called.</summary>
    public required string Title { get; init; }

    /// <summary>Gets what it shows, in words and numbers.</summary>
    public required string Description { get; init; }

    /// <summary>Gets what is counted, with the unit.</summary>
    public required string XLabel { get; init; }

    /// <summary>Gets the lower edge of the first bin.</summary>
    public required double Start { get; init; }

    /// <summary>Gets the width of a bin.</summary>
    public required double BinWidth { get; init; }

    /// <summary>Gets the height of each bin: a count or a share.</summary>
    public required IReadOnlyList<double> Bins { get; init; }

    /// <summary>Gets what it is compared with, as many bins; empty for nothing.</summary>
    public IReadOnlyList<double> BinsBefore { get; init; } = [];

    /// <summary>Gets how heights read.</summary>
    public Func<double, string> Format { get; init; } = Figures.Plain;

    /// <summary>Draws the chart.</summary>
    public Markup Render()
    {
        var x = new Axis(XLabel, Start, Start + BinWidth * Math.Max(1, Bins.Count)) { Ticks = 4 };
        var plot = new Plot(x, Axis.Rounded("", Bins.Concat(BinsBefore)) with { Format = Format, Ticks = 4 }) { Width = 320, Height = 200 };
        Markup legend = BinsBefore.Count == 0
            ? Markup.Empty
            : Markup.Of($"""<figcaption><ul class="legend"><li><i class="key bar"></i>after</li><li><i class="key outline"></i>before</li></ul></figcaption>""");
        return plot.Figure(Id, Title, Description, [.. Bins.Select((height, i) => Column(plot, i, height)), Outline(plot)], legend);
    }

    private Markup Column(Plot plot, int index, double height)
    {
        double left = plot.AtX(Start + BinWidth * index);
        double right = plot.AtX(Start + BinWidth * (index + 1));
        double top = plot.AtY(height);
        double gap = Math.Min(1, (right - left) / 5);
        return height <= 0
            ? Markup.Empty
            : Markup.Of($"""<rect class="column" x="{left:0.##}" y="{top:0.##}" width="{right - left - gap:0.##}" height="{plot.Bottom - top:0.##}"/>""");
    }

    private Markup Outline(Plot plot)
    {
        if (BinsBefore.Count == 0)
        {
            return Markup.Empty;
        }

        IEnumerable<Markup> steps = BinsBefore.Select((height, i) => Markup.Of(
            $"{plot.AtX(Start + BinWidth * i):0.##},{plot.AtY(height):0.##} {plot.AtX(Start + BinWidth * (i + 1)):0.##},{plot.AtY(height):0.##} "));
        return Markup.Of($"""<polyline class="line was thin" points="{steps}"/>""");
    }
}
