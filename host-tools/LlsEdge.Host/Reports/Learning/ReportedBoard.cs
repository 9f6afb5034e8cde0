using LlsEdge.Host.Device;

namespace LlsEdge.Host.Reports.Learning;

/// <summary>A board that a report is about.</summary>
/// <param name="Port">Where it was asked.</param>
/// <param name="Info">What it says of itself.</param>
/// <param name="Statistics">Its counters.</param>
/// <param name="Settings">Its settings.</param>
public sealed record ReportedBoard(string Port, BoardInfo Info, BoardStatistics Statistics, BoardSettings Settings);
