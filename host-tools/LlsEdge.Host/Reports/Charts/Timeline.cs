namespace LlsEdge.Host.Reports.Charts;

/// <summary>Something that happened on the way.</summary>
/// <param name="X">When, on the axis across.</param>
/// <param name="Sign">One letter that stands for its kind.</param>
/// <param name="Name">Its kind in words.</param>
internal sealed record TimelineEvent(double X, string Sign, string Name);

/// <summary>Events above a chart's field: a letter in a circle, and a fine line through the field.</summary>
internal static class Timeline
{
    /// <summary>The room that the letters take above the field.</summary>
    public const double Height = 22;

    private const double Radius = 9;
    private const double LeastDistance = 20;

    /// <summary>Draws the events; of those that would cover one another, the first gets the letter and the others their lines.</summary>
    /// <param name="plot">The field.</param>
    /// <param name="events">The events, in any order.</param>
    public static IEnumerable<Markup> Draw(Plot plot, IReadOnlyList<TimelineEvent> events)
    {
        double free = double.MinValue;
        foreach (TimelineEvent e in events.OrderBy(e => e.X))
        {
            double x = plot.AtX(e.X);
            yield return Markup.Of($"""<line class="event" x1="{x:0.#}" y1="{plot.Top - 3}" x2="{x:0.#}" y2="{plot.Bottom}"/>""");
            if (x < free)
            {
                continue;
            }

            free = x + LeastDistance;
            double y = plot.Top - 3 - Radius;
            yield return Markup.Of(
                $"""
                <circle class="sign" cx="{x:0.#}" cy="{y:0.#}" r="{Radius}"/>
                <text class="letter" x="{x:0.#}" y="{y + 4:0.#}" text-anchor="middle">{e.Sign}</text>
                """);
        }
    }

    /// <summary>The kinds of events and how many there were of each, as items of a legend.</summary>
    /// <param name="events">The events.</param>
    public static IEnumerable<Markup> Legend(IReadOnlyList<TimelineEvent> events) => events
        .GroupBy(e => (e.Sign, e.Name))
        .Select(kind => Markup.Of($"""<li><b class="signkey">{kind.Key.Sign}</b>{kind.Key.Name}{(kind.Count() > 1 ? $" ({kind.Count()})" : "")}</li>"""));
}
