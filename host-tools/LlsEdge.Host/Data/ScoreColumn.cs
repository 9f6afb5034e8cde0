using System.Globalization;

namespace LlsEdge.Host.Data;

/// <summary>One column of numbers out of a CSV that has one row a frame.</summary>
public static class ScoreColumn
{
    /// <summary>Reads the column.</summary>
    /// <param name="path">The CSV; its first line names the columns, none of which may hold quoted commas.</param>
    /// <param name="column">The column's name; null: the last.</param>
    /// <param name="count">How many frames the set has.</param>
    /// <returns>One number a frame.</returns>
    /// <exception cref="DataException">The file, the column or a number is missing.</exception>
    public static double[] Read(string path, string? column, int count)
    {
        string[] lines;
        try
        {
            lines = [.. File.ReadLines(path).Where(line => line.Length > 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"The scores cannot be read ({e.Message})", path, "name a CSV with one row a frame");
        }

        string[] header = lines.Length == 0 ? [] : lines[0].Split(',');
        int at = column is null ? header.Length - 1 : Array.IndexOf(header, column);
        if (at < 0)
        {
            throw new DataException($"It has no column '{column}'", path, "choose one of " + string.Join(", ", header));
        }

        if (lines.Length - 1 != count)
        {
            throw new DataException($"It has {lines.Length - 1} rows, but the set {count} frames", path, "use the CSV that belongs to the set");
        }

        return [.. lines.Skip(1).Select((line, row) => Parse(line.Split(','), at, header[at], row, path))];
    }

    private static double Parse(string[] cells, int at, string name, int row, string path) =>
        at < cells.Length && double.TryParse(cells[at], CultureInfo.InvariantCulture, out double score) && double.IsFinite(score)
            ? score
            : throw new DataException($"Column '{name}' of row {row} has no number", path, "give every frame a score, or choose another column");
}
