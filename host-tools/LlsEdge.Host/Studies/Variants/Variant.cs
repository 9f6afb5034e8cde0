using System.Text.Json.Nodes;

namespace LlsEdge.Host.Studies.Variants;

/// <summary>One way to do it, of a study in which one thing at a time is changed.</summary>
/// <param name="Group">What is changed.</param>
/// <param name="Name">To what.</param>
/// <param name="At">Where it lies on the chart's horizontal axis.</param>
/// <param name="Seconds">About how long a measurement takes on one core.</param>
/// <param name="Measure">Measures with a seed, and gives the share of right answers.</param>
public sealed record Variant(string Group, string Name, double At, double Seconds, Func<int, CancellationToken, double> Measure)
{
    /// <summary>Fields of its row beside those that every row has.</summary>
    public JsonObject Fields { get; init; } = [];

    /// <summary>What tells it from the study's other variants.</summary>
    public string Key => $"{Group}/{Name}";
}
