using System.Text.Json.Nodes;

namespace LlsEdge.Host.Studies;

/// <summary>A study before it is run.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Settings">Everything that its rows depend on beside a cell's key; a journal of other settings is of no use.</param>
/// <param name="Cells">What is measured, in the order of the rows.</param>
/// <param name="Report">Sums up the rows of all cells.</param>
public sealed record StudyPlan(string Name, string Settings, IReadOnlyList<StudyCell> Cells, Func<IReadOnlyList<JsonObject>, StudyReport> Report);

/// <summary>What a study found.</summary>
/// <param name="Rows">The rows for machines.</param>
/// <param name="Markdown">Tables and what they are of, for people.</param>
/// <param name="Svg">A chart.</param>
public sealed record StudyReport(IReadOnlyList<JsonObject> Rows, string Markdown, string Svg);
