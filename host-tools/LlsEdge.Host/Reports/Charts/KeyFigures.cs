namespace LlsEdge.Host.Reports.Charts;

/// <summary>One large number.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">What follows it, small.</param>
internal sealed record KeyFigure(string Name, string Value, string Unit = "");

/// <summary>Large numbers with their names, side by side.</summary>
internal static class KeyFigures
{
    /// <summary>Draws them.</summary>
    /// <param name="figures">The numbers.</param>
    public static Markup Render(IEnumerable<KeyFigure> figures) => Markup.Of($"""
        <dl class="figures">
        {figures.Select(figure => Markup.Of($"""<div><dt>{figure.Name}</dt><dd>{figure.Value} <small>{figure.Unit}</small></dd></div>"""))}
        </dl>
        """);
}
