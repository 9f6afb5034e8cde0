using System.Text.Json.Nodes;

namespace LlsEdge.Host.Studies;

/// <summary>One measurement of a study that depends on no other: a method, a seed, a room, …</summary>
/// <param name="Key">What tells it from the study's other cells.</param>
/// <param name="Seconds">About how long it takes on one core.</param>
/// <param name="Measure">Measures, and gives rows; the same rows whenever and beside whatever else it runs.</param>
public sealed record StudyCell(string Key, double Seconds, Func<CancellationToken, IReadOnlyList<JsonObject>> Measure);
