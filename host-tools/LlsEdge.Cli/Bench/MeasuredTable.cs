using System.Globalization;
using LlsEdge.Host.Data;

namespace LlsEdge.Cli.Bench;

/// <summary>Reads the table that the micro-benchmarks print.</summary>
internal static class MeasuredTable
{
    /// <summary>Reads a file that holds the table, among other lines of a console if need be.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Microseconds a turn by construct.</returns>
    /// <exception cref="DataException">The file cannot be read or holds no table.</exception>
    public static IReadOnlyDictionary<string, double> Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataException(cause.Message.TrimEnd('.'), path, "give a file that holds what the micro-benchmarks printed");
        }

        var table = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (string[] columns in lines.Select(line => line.Split(" | ", StringSplitOptions.TrimEntries)).Where(columns => columns.Length == 4))
        {
            if (double.TryParse(columns[3], NumberStyles.Float, CultureInfo.InvariantCulture, out double microseconds) && microseconds > 0)
            {
                table[columns[0]] = microseconds;
            }
        }

        return table.Count > 0 ? table : throw new DataException("It holds no line of the micro-benchmarks' table", path, "give a file that holds what they printed");
    }
}
