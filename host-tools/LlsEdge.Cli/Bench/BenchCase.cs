using System.Text.Json;

namespace LlsEdge.Cli.Bench;

/// <summary>One thing that is measured.</summary>
/// <param name="Model">The model file: a complete model, or a tail where the firmware has its trunk.</param>
/// <param name="Trains">Whether the board learns every frame, or only predicts it.</param>
/// <param name="Trunk">The trunk that the firmware is built with, a folder of <c>firmware/Trunk</c>, empty for none; null for the firmware as it is.</param>
internal sealed record BenchCase(string Model, bool Trains, string? Trunk = null)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the cases that this repository is judged by, <c>models/bench.json</c>.</summary>
    /// <returns>The cases by name, in the file's order.</returns>
    public static IReadOnlyDictionary<string, BenchCase> ReadShipped()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "models");
        var cases = JsonSerializer.Deserialize<OrderedDictionary<string, BenchCase>>(File.ReadAllText(Path.Combine(folder, "bench.json")), s_options)!;
        foreach (string name in cases.Keys.ToArray())
        {
            cases[name] = cases[name] with { Model = Path.Combine(folder, cases[name].Model) };
        }

        return cases;
    }

    /// <summary>Gives the cases for a model of the user's: a prediction and a training step.</summary>
    /// <param name="model">The model file.</param>
    /// <param name="trunk">The trunk.</param>
    /// <returns>The cases by name.</returns>
    public static IReadOnlyDictionary<string, BenchCase> ForModel(string model, string? trunk) => new OrderedDictionary<string, BenchCase>
    {
        ["prediction"] = new(model, false, trunk),
        ["train"] = new(model, true, trunk),
    };
}
