using System.Globalization;
using System.Text;
using LlsEdge.Link;

namespace LlsEdge.Host.Device;

/// <summary>
/// A board's journal as comma-separated values. Records that are no training steps have their number, kind and step only, and what else they have, the CRC of
/// a model or a status, in the last columns.
/// </summary>
public static class JournalCsv
{
    private const string FirstColumns = "step,label,predicted,confidence,saturations,milliseconds";
    private const string LastColumns = "record,kind,source,modelCrc,code";
    private const string LayerColumn = "layer";

    /// <summary>Writes a journal with a header and as many columns of layers as its records have.</summary>
    /// <param name="entries">The journal.</param>
    /// <returns>Lines.</returns>
    public static string Write(IReadOnlyList<JournalEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        int layers = entries.Max(entry => entry.Training?.LocalConfidences.Count) ?? 0;
        return string.Concat(entries.Select(entry => WriteLine(entry, layers) + "\n").Prepend(WriteHeader(layers) + "\n"));
    }

    /// <summary>Writes the header.</summary>
    /// <param name="layers">How many columns of layers there are; <see cref="JournalRecord.MaxLayers"/> are enough for every record.</param>
    /// <returns>One line, without its end.</returns>
    public static string WriteHeader(int layers) =>
        string.Join(',', [FirstColumns, .. Enumerable.Range(0, layers).Select(layer => $"{LayerColumn}{layer}"), LastColumns]);

    /// <summary>Tells how many columns of layers a header has.</summary>
    /// <param name="header">The header, without its line's end.</param>
    /// <exception cref="FormatException">It is no header of a journal.</exception>
    public static int CountLayers(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        int layers = header.Split(',').Count(column => column.StartsWith(LayerColumn, StringComparison.Ordinal));
        return header == WriteHeader(layers) ? layers : throw new FormatException("its first line is not the header of a log");
    }

    /// <summary>Writes a record.</summary>
    /// <param name="entry">The record; it has no more layers than there are columns.</param>
    /// <param name="layers">How many columns of layers there are.</param>
    /// <returns>One line, without its end.</returns>
    public static string WriteLine(JournalEntry entry, int layers)
    {
        ArgumentNullException.ThrowIfNull(entry);
        TrainingLogEntry? step = entry.Training;
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, step?.LocalConfidences.Count ?? 0);
        var text = new StringBuilder();
        text.AppendJoin(',', entry.Step, step?.Label, step?.Predicted, step?.Confidence, step?.Saturations, step?.Milliseconds);
        for (int layer = 0; layer < layers; layer++)
        {
            int? local = step is null ? null : layer < step.LocalConfidences.Count ? step.LocalConfidences[layer] : 0;
            text.Append(CultureInfo.InvariantCulture, $",{local}");
        }

        text.Append(CultureInfo.InvariantCulture, $",{entry.Sequence},{entry.KindName},{step?.Source},{entry.ModelCrc:X8},{(step is null ? entry.Label : null)}");
        return text.ToString();
    }

    /// <summary>Reads lines.</summary>
    /// <param name="lines">A header, then a record each.</param>
    /// <exception cref="FormatException">They are no journal.</exception>
    internal static IEnumerable<JournalEntry> Read(IReadOnlyList<string> lines)
    {
        int layers = CountLayers(lines[0]);
        int first = FirstColumns.Split(',').Length;
        int columns = first + layers + LastColumns.Split(',').Length;
        for (int i = 1; i < lines.Count; i++)
        {
            string[] cells = lines[i].Split(',');
            if (cells.Length != columns)
            {
                throw new FormatException($"line {i + 1} has {cells.Length} columns instead of {columns}");
            }

            yield return Read(cells, first, layers);
        }
    }

    private static JournalEntry Read(string[] cells, int first, int layers)
    {
        int Number(int column) => int.Parse(cells[column], CultureInfo.InvariantCulture);
        int last = first + layers;
        string kind = cells[last + 1];
        return kind == "trained"
            ? JournalEntry.Of(new TrainingLogEntry(
                Number(0), Number(1), Number(2), Number(3), [.. Enumerable.Range(first, layers).Select(Number)], Number(4), Number(5), Number(last), cells[last + 2]))
            : JournalEntry.OfEvent(
                Number(last),
                kind,
                Number(0),
                cells[last + 3].Length == 0 ? null : uint.Parse(cells[last + 3], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                Number(last + 4)) ?? throw new FormatException($"there is no kind of record '{kind}'");
    }
}
