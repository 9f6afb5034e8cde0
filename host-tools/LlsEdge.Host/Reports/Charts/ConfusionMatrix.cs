namespace LlsEdge.Host.Reports.Charts;

/// <summary>A confusion matrix as a table: what a frame was, and what the model said.</summary>
internal static class ConfusionMatrix
{
    /// <summary>Draws the table.</summary>
    /// <param name="caption">What it is called.</param>
    /// <param name="names">Names of the classes.</param>
    /// <param name="counts">[true class][answer].</param>
    public static Markup Render(string caption, IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<int>> counts)
    {
        string Name(int label) => label < names.Count ? names[label] : $"class {label}";
        IEnumerable<Markup> head = counts.Select((_, column) => Markup.Of($"""<th scope="col">said {Name(column)}</th>"""));
        IEnumerable<Markup> rows = counts.Select((row, label) => Markup.Of($"""<tr><th scope="row">was {Name(label)}</th>{Cells(row, label)}</tr>"""));
        return Markup.Of($"""
            <div class="scroll"><table class="matrix"><caption>{caption}</caption>
            <thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></div>
            """);
    }

    private static IEnumerable<Markup> Cells(IReadOnlyList<int> row, int label)
    {
        int sum = Math.Max(1, row.Sum());
        return row.Select((count, column) =>
        {
            double share = count / (double)sum;
            string kind = column == label ? "hit" : "miss";
            return Markup.Of($"""<td class="{kind}" style="--share:{share:0.00}">{count} <small>{Figures.WholePercent(share)}</small></td>""");
        });
    }
}
