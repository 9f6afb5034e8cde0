namespace LlsEdge.Host.Reports.Charts;

/// <summary>A table of numbers; its first column names the rows.</summary>
/// <param name="Caption">What it is called.</param>
/// <param name="Head">The columns' names.</param>
/// <param name="Rows">The cells, as many a row as there are columns.</param>
internal sealed record NumberTable(string Caption, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Gets the row that is marked; −1 for none.</summary>
    public int MarkedRow { get; init; } = -1;

    /// <summary>Draws the table.</summary>
    public Markup Render()
    {
        IEnumerable<Markup> head = Head.Select(name => Markup.Of($"""<th scope="col">{name}</th>"""));
        return Markup.Of($"""
            <div class="scroll"><table class="numbers"><caption>{Caption}</caption>
            <thead><tr>{head}</tr></thead>
            <tbody>{Rows.Select(Row)}</tbody></table></div>

            """);
    }

    /// <summary>Draws the table folded away, as the numbers behind a chart.</summary>
    public Markup RenderFolded() => Markup.Of($"""<details><summary>{Caption}: the numbers</summary>{Render()}</details>""");

    private Markup Row(IReadOnlyList<string> cells, int index)
    {
        IEnumerable<Markup> numbers = cells.Skip(1).Select(cell => Markup.Of($"<td>{cell}</td>"));
        return Markup.Of($"""<tr{(index == MarkedRow ? new Markup(" class=\"marked\"") : Markup.Empty)}><th scope="row">{cells[0]}</th>{numbers}</tr>""");
    }
}
