using System.Net;
using System.Text.RegularExpressions;

namespace LlsEdge.Host.Reports;

/// <summary>A part of a page.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Note">A sentence or two below the heading; empty for none.</param>
/// <param name="Content">The rest.</param>
internal sealed partial record ReportSection(string Id, string Title, string Note, Markup Content)
{
    /// <summary>Gets a value indicating whether the section only says what it would need.</summary>
    public bool IsMissing { get; private init; }

    /// <summary>A section that cannot be drawn, and says what it needs.</summary>
    /// <param name="id">Its anchor.</param>
    /// <param name="title">Its heading.</param>
    /// <param name="needs">What to pass to get it.</param>
    public static ReportSection Missing(string id, string title, string needs) => new(id, title, needs, Markup.Empty) { IsMissing = true };

    /// <summary>Draws the section as a card.</summary>
    public Markup Render() => Markup.Of($"""
        <section id="{Id}"{(IsMissing ? new Markup(" class=\"missing\"") : Markup.Empty)}>
        <h2>{Title}</h2>
        {(Note.Length > 0 ? Markup.Of($"""<p class="note">{Words(Note)}</p>""") : Markup.Empty)}
        {Content}
        </section>

        """);

    // Options such as --data stay whole at a line's end, and look like what is typed.
    private static Markup Words(string text) => new(OptionName().Replace(WebUtility.HtmlEncode(text), "<code>$0</code>"));

    [GeneratedRegex("--[a-z][a-z-]*")]
    private static partial Regex OptionName();
}

/// <summary>The frame of every report: one HTML page that needs nothing else, no script, no font, no network.</summary>
/// <param name="Title">The title of the window.</param>
/// <param name="Kicker">A few words above the headline.</param>
/// <param name="Headline">The most important sentence.</param>
/// <param name="Lead">What to know first.</param>
/// <param name="Badges">Words in frames, below it.</param>
/// <param name="Content">The rest.</param>
internal sealed record ReportPage(string Title, string Kicker, string Headline, string Lead, IReadOnlyList<string> Badges, Markup Content)
{
    /// <summary>Gets the page's HTML.</summary>
    public string Render()
    {
        IEnumerable<Markup> badges = Badges.Select(badge => Markup.Of($"""<span class="badge">{badge}</span> """));
        return Markup.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Title}</title>
            <style>
            {new Markup(ReportStyle.Css)}
            </style>
            </head>
            <body>
            <main>
            <header>
            <p class="kicker">{Kicker}</p>
            <h1>{Headline}</h1>
            <p class="lead">{Lead}</p>
            {badges}
            </header>
            {Content}
            </main>
            </body>
            </html>

            """).Text;
    }

    /// <summary>A list of links to the sections.</summary>
    /// <param name="sections">The sections.</param>
    public static Markup Contents(IEnumerable<ReportSection> sections) => Markup.Of(
        $"""<nav aria-label="Contents"><ul>{sections.Select(section => Markup.Of($"""<li><a href="#{section.Id}">{section.Title}</a></li>"""))}</ul></nav>""");
}
