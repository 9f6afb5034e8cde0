namespace LlsEdge.Cli.Bench;

/// <summary>What one turn of a micro-benchmark costs.</summary>
/// <param name="Name">The construct.</param>
/// <param name="IlInstructions">IL instructions.</param>
/// <param name="PredictedInstructions">Instructions of the board's processor.</param>
/// <param name="PredictedMicroseconds">Microseconds at the nominal cycles per instruction.</param>
/// <param name="MeasuredMicroseconds">What the app itself has measured, if it has.</param>
/// <param name="Ratio">Measured by predicted.</param>
internal sealed record ConstructCost(
    string Name,
    double IlInstructions,
    double PredictedInstructions,
    double PredictedMicroseconds,
    double? MeasuredMicroseconds,
    double? Ratio);
