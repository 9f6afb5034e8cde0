using LlsEdge.Cli.Commands;
using LlsEdge.VirtualBoard;
using Spectre.Console;

namespace LlsEdge.Cli.Reports;

/// <summary>One of the firmware's phases, per call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Calls">How often it ran.</param>
/// <param name="IlPerCall">IL instructions a call, callees included.</param>
/// <param name="PredictedMsPerCall">The time a call would take on the board, predicted.</param>
/// <param name="PessimisticMsPerCall">The same with pessimistic cycles per instruction.</param>
internal sealed record PhaseReport(string Name, long Calls, double IlPerCall, double PredictedMsPerCall, double PessimisticMsPerCall);

/// <summary>What a virtual board has executed since its last boot.</summary>
/// <param name="Boots">How often it booted.</param>
/// <param name="UptimeMs">How long it ran, by its own clock.</param>
/// <param name="IlInstructions">IL instructions executed.</param>
/// <param name="HeapCapacityBytes">The managed heap's size.</param>
/// <param name="HeapPeakBytes">The most of it that was in use.</param>
/// <param name="HeapPeakLiveBytes">The most that a collection found alive.</param>
/// <param name="Collections">How often it collected.</param>
/// <param name="Phases">The firmware's phases.</param>
/// <param name="Outputs">What its LED and its detection pin did since power-on.</param>
internal sealed record BoardRunReport(
    int Boots,
    double UptimeMs,
    long IlInstructions,
    int HeapCapacityBytes,
    long HeapPeakBytes,
    long HeapPeakLiveBytes,
    int Collections,
    IReadOnlyList<PhaseReport> Phases,
    IReadOnlyList<OutputReport> Outputs)
{
    private const int MostLines = 60;

    /// <summary>Reads a board that is at rest.</summary>
    /// <param name="board">The board.</param>
    /// <param name="pins">Its pins.</param>
    /// <returns>The report.</returns>
    public static BoardRunReport Of(VirtualEsp32 board, BoardPins pins) => new(
        board.Boots,
        board.Clock.Now.TotalMilliseconds,
        board.Meter.Snapshot().Instructions,
        board.Heap.Capacity,
        board.Heap.PeakBytes,
        board.Heap.PeakLiveBytes,
        board.Heap.Collections,
        [.. board.Meter.Phases.Where(phase => phase.Calls > 0).Select(phase => new PhaseReport(
            phase.Name,
            phase.Calls,
            (double)phase.Total.Instructions / phase.Calls,
            phase.Total.NominalMilliseconds / phase.Calls,
            phase.Total.PessimisticMilliseconds / phase.Calls))],
        OutputReport.Of(board, pins));

    /// <summary>Writes the report for people.</summary>
    /// <param name="console">Where to.</param>
    public void WriteTo(IAnsiConsole console)
    {
        console.WriteLine(
            $"Booted {Boots} times; since the last boot {UptimeMs / 1000:0.0} s on the board's clock, {Show.Count(IlInstructions)} IL instructions");
        console.WriteLine($"Managed heap: at most {Show.Count(HeapPeakBytes)} of {Show.Count(HeapCapacityBytes)} bytes in use, {Collections} collections");
        foreach (OutputReport output in Outputs)
        {
            string[] lines = [.. output.Describe()];
            foreach (string line in lines.Take(MostLines))
            {
                console.WriteLine(line);
            }

            if (lines.Length > MostLines)
            {
                console.WriteLine($"{output.Name} (GPIO{output.Pin}): … {lines.Length - MostLines} lines more; --json has them all");
            }
        }

        if (Phases.Count == 0)
        {
            return;
        }

        var table = new Table().AddColumns("phase", "calls", "IL a call", "predicted ms a call");
        foreach (PhaseReport phase in Phases)
        {
            table.AddRow(
                Markup.Escape(phase.Name),
                Show.Count(phase.Calls),
                Show.Count((long)phase.IlPerCall),
                $"{phase.PredictedMsPerCall:0.00} to {phase.PessimisticMsPerCall:0.00}");
        }

        console.Write(table);
    }
}
