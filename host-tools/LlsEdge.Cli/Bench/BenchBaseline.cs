using System.Text;
using System.Text.Json;
using LlsEdge.Cli.Shell;

namespace LlsEdge.Cli.Bench;

/// <summary>
/// The figures of a measurement that do not depend on the machine, one a line: what a committed file keeps, so that a change of more than
/// <see cref="Tolerance"/> does not pass unnoticed.
/// </summary>
internal static class BenchBaseline
{
    /// <summary>The largest share by which a figure may differ.</summary>
    public const double Tolerance = 0.01;

    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Names the figures of measurements.</summary>
    /// <param name="results">The measurements by name.</param>
    /// <returns>The figures: IL instructions of every phase and kind, the heap's peak, each assembly's flash.</returns>
    public static OrderedDictionary<string, long> Figures(IReadOnlyDictionary<string, BenchResult> results)
    {
        var figures = new OrderedDictionary<string, long>();
        foreach ((string name, BenchResult result) in results)
        {
            figures.Add($"{name}: heap", result.HeapPeakBytes);
            foreach (VirtualBoard.FlashShare share in result.Flash)
            {
                figures.Add($"{name}: flash of {share.Assembly}", share.TotalBytes);
            }

            var path = new List<string>();
            foreach (PhaseCost phase in result.Phases)
            {
                path.RemoveRange(phase.Depth, path.Count - phase.Depth);
                path.Add(phase.Name);
                figures.Add($"{name}: IL of {string.Join(", ", path)}", phase.IlInstructions);
            }

            foreach (string kind in result.Phases[0].IlByKind.Keys)
            {
                figures.Add($"{name}: IL of kind {kind}", result.Phases[0].IlByKind[kind]);
            }
        }

        return figures;
    }

    /// <summary>Writes a baseline.</summary>
    /// <param name="path">The file.</param>
    /// <param name="figures">The figures.</param>
    public static void Write(string path, OrderedDictionary<string, long> figures) =>
        OutputFile.Write(path, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(figures, s_options) + "\n"));

    /// <summary>Reads a baseline.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The figures.</returns>
    public static OrderedDictionary<string, long> Read(string path) => JsonSerializer.Deserialize<OrderedDictionary<string, long>>(File.ReadAllText(path))!;

    /// <summary>Tells where figures differ from a baseline.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="figures">Today's figures.</param>
    /// <returns>A sentence for each figure that is new, gone, or more than a hundredth away.</returns>
    public static IReadOnlyList<string> Compare(OrderedDictionary<string, long> baseline, OrderedDictionary<string, long> figures)
    {
        var differences = new List<string>();
        foreach ((string name, long now) in figures)
        {
            if (!baseline.TryGetValue(name, out long before))
            {
                differences.Add($"{name}: {now} now, and not in the baseline.");
            }
            else if (Math.Abs(now - before) > Tolerance * before)
            {
                string change = FormattableString.Invariant($"{100.0 * (now - before) / Math.Max(1, before):+0.0;-0.0} %");
                differences.Add($"{name}: {now} now, {before} in the baseline, {change}, {(now > before ? "worse" : "better")}.");
            }
        }

        differences.AddRange(baseline.Keys.Where(name => !figures.ContainsKey(name)).Select(name => $"{name}: in the baseline, and gone now."));
        return differences;
    }
}
