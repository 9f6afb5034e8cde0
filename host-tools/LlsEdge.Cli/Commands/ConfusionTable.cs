using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary>A confusion matrix for people.</summary>
internal static class ConfusionTable
{
    /// <summary>Draws the table.</summary>
    /// <param name="names">The classes' names.</param>
    /// <param name="confusion">[label][predicted].</param>
    /// <returns>The table.</returns>
    public static Table Draw(IReadOnlyList<string> names, int[][] confusion)
    {
        var table = new Table().AddColumn("label \\ predicted");
        foreach (string name in names)
        {
            table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned());
        }

        for (int label = 0; label < confusion.Length; label++)
        {
            table.AddRow([Markup.Escape(names[label]), .. confusion[label].Select(count => $"{count}")]);
        }

        return table;
    }
}
