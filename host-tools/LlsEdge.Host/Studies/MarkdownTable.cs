using System.Text;

namespace LlsEdge.Host.Studies;

/// <summary>A table in Markdown; all columns but the first are numbers.</summary>
public sealed class MarkdownTable
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins a table.</summary>
    /// <param name="columns">The headings.</param>
    public MarkdownTable(params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Add(columns);
        Add([.. columns.Select((_, i) => i == 0 ? "---" : "---:")]);
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">Its cells.</param>
    public void Add(params IReadOnlyList<string> cells) => _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
