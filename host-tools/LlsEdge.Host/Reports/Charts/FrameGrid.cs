namespace LlsEdge.Host.Reports.Charts;

/// <summary>A frame, and what a model said about it.</summary>
/// <param name="Image">The frame, as a PNG data URI (<see cref="DataUri.OfFrame"/>).</param>
/// <param name="Label">The name of its class.</param>
/// <param name="Before">What the model said before.</param>
/// <param name="After">What it says.</param>
internal sealed record FrameExample(string Image, string Label, string Before, string After);

/// <summary>Frames as thumbnails, each with the answers before and after.</summary>
internal static class FrameGrid
{
    /// <summary>Draws the grid.</summary>
    /// <param name="examples">The frames.</param>
    public static Markup Render(IEnumerable<FrameExample> examples) => Markup.Of($"""
        <ul class="shots">
        {examples.Select(Draw)}
        </ul>
        """);

    private static Markup Draw(FrameExample e)
    {
        // Only images made here: a result read from a file must not make the page load anything.
        string image = e.Image.StartsWith(DataUri.Prefix, StringComparison.Ordinal) ? e.Image : "data:,";
        return Markup.Of(
            $"""
            <li><img src="{image}" alt="A frame of class {e.Label}" width="96" height="96">
            <span class="was">before {Verdict(e.Before, e.Label)}</span>
            <span>after {Verdict(e.After, e.Label)}</span></li>

            """);
    }

    private static Markup Verdict(string said, string label) => said == label
        ? Markup.Of($"""<b class="ok">{said} ✓</b>""")
        : Markup.Of($"""<b class="no">{said} ✗</b>""");
}
