namespace LlsEdge.Host.Reports.Charts;

/// <summary>A bar of <see cref="ShareBars"/>.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Detail">What else is to be known.</param>
/// <param name="Share">Its length, 0 to 1.</param>
/// <param name="IsMain">Whether it is the one that matters.</param>
internal sealed record ShareBar(string Name, string Detail, double Share, bool IsMain)
{
    /// <summary>Gets the ends of the share's confidence interval; null for none.</summary>
    public (double Low, double High)? Interval { get; init; }
}

/// <summary>Shares as horizontal bars, one below the other, with a dotted line where guessing would end.</summary>
internal static class ShareBars
{
    /// <summary>Draws the bars.</summary>
    /// <param name="bars">The bars.</param>
    /// <param name="guess">Where the dotted line is, 0 to 1.</param>
    public static Markup Render(IEnumerable<ShareBar> bars, double guess) => Markup.Of($"""
        <div class="bars" style="--guess:{guess * 100:0.#}%">
        {bars.Select(Draw)}
        </div>
        """);

    private static Markup Draw(ShareBar bar)
    {
        Markup whisker = bar.Interval is (double low, double high)
            ? Markup.Of($"""<em style="left:{low * 100:0.0}%;width:{(high - low) * 100:0.0}%"></em>""")
            : Markup.Empty;
        return Markup.Of(
            $"""
            <div class="bar{(bar.IsMain ? " main" : "")}"><div><b>{bar.Name}</b><small>{bar.Detail}</small></div>
            <div class="track"><i style="width:{Math.Clamp(bar.Share, 0, 1) * 100:0.0}%"></i>{whisker}</div><span>{Figures.Percent(bar.Share)}</span></div>

            """);
    }
}
