using System.Globalization;
using LlsEdge.Cli.Commands;
using LlsEdge.VirtualBoard;
using Spectre.Console;

namespace LlsEdge.Cli.Bench;

/// <summary>Shows measurements to people.</summary>
internal static class BenchReport
{
    private const int MostShares = 12;

    /// <summary>Writes all tables.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="profile">The board.</param>
    /// <param name="frames">How many frames a figure is the mean of.</param>
    /// <param name="results">The measurements by name.</param>
    public static void WriteTo(IAnsiConsole console, BoardProfile profile, int frames, IReadOnlyDictionary<string, BenchResult> results)
    {
        console.WriteLine($"{profile.Name}: {profile.Description}");
        console.WriteLine($"Counts are exact, means over {frames} drawn frames; instructions and times of the board are predicted (nominal to pessimistic).");
        Table summary = Columns("case", "model", "MACs", "IL", "instructions", "ms", "µs a MAC", "heap peak", "flash");
        foreach ((string name, BenchResult result) in results)
        {
            summary.AddRow(
                Markup.Escape(name),
                Markup.Escape(result.Model),
                Show.Count(result.Macs),
                Show.Count(result.IlInstructions),
                Show.Count(result.PredictedInstructions),
                Range(result.PredictedMs, result.PessimisticMs),
                result.MicrosecondsPerMac.ToString("0.000", CultureInfo.InvariantCulture),
                Show.Count(result.HeapPeakBytes),
                Show.Count(result.FlashBytes));
        }

        console.Write(summary);
        foreach ((string name, BenchResult result) in results)
        {
            WritePhases(console, name, result);
        }

        BenchResult largest = results.Values.MaxBy(result => result.HeapPeakBytes)!;
        WriteShares(console, "type", largest, largest.HeapByType);
        WriteShares(console, "allocated", largest, largest.HeapBySite);
        WriteFlash(console, results.Values.MaxBy(result => result.FlashBytes)!);
    }

    /// <summary>Makes a table whose first column is text and whose others are numbers.</summary>
    /// <param name="headings">What stands above the columns.</param>
    /// <returns>The table.</returns>
    internal static Table Columns(params string[] headings)
    {
        var table = new Table();
        for (int i = 0; i < headings.Length; i++)
        {
            var column = new TableColumn(headings[i]);
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }

        return table;
    }

    private static void WritePhases(IAnsiConsole console, string name, BenchResult result)
    {
        console.WriteLine($"{name}: {result.Model}, {(result.Trains ? "a training step with its prediction" : "a prediction")}");
        string[] kinds = [.. result.Phases[0].IlByKind.Keys.Where(kind => result.Phases.Any(phase => phase.IlByKind[kind] > 0))];
        Table table = Columns(["phase", "calls", "instructions", "ms", "IL", .. kinds]);
        foreach (PhaseCost phase in result.Phases)
        {
            table.AddRow(
            [
                new string(' ', 2 * phase.Depth) + Markup.Escape(phase.Name),
                phase.Calls.ToString("0.##", CultureInfo.InvariantCulture),
                Show.Count(phase.PredictedInstructions),
                Range(phase.PredictedMs, phase.PessimisticMs),
                Show.Count(phase.IlInstructions),
                .. kinds.Select(kind => Show.Count(phase.IlByKind[kind])),
            ]);
        }

        console.Write(table);
    }

    private static void WriteShares(IAnsiConsole console, string heading, BenchResult result, IReadOnlyList<HeapShare> shares)
    {
        console.WriteLine($"Managed heap at its peak with {result.Model}, {Show.Count(result.HeapPeakBytes)} bytes:");
        Table table = Columns(heading, "objects", "bytes");
        foreach (HeapShare share in shares.Take(MostShares))
        {
            table.AddRow(Markup.Escape(share.Name), Show.Count(share.Objects), Show.Count(share.Bytes));
        }

        if (shares.Count > MostShares)
        {
            table.AddRow("the rest", Show.Count(shares.Skip(MostShares).Sum(share => share.Objects)), Show.Count(shares.Skip(MostShares).Sum(share => share.Bytes)));
        }

        console.Write(table);
    }

    private static void WriteFlash(IAnsiConsole console, BenchResult result)
    {
        console.WriteLine("Flash, estimated from the IL:");
        Table table = Columns("assembly", "code", "records", "strings", "signatures", "bytes");
        foreach (FlashShare share in result.Flash)
        {
            table.AddRow(
                Markup.Escape(share.Assembly),
                Show.Count(share.CodeBytes),
                Show.Count(share.RecordBytes),
                Show.Count(share.StringBytes),
                Show.Count(share.SignatureBytes),
                Show.Count(share.TotalBytes));
        }

        console.Write(table);
    }

    private static string Range(double nominal, double pessimistic) => string.Create(CultureInfo.InvariantCulture, $"{nominal:0.0} to {pessimistic:0.0}");
}
