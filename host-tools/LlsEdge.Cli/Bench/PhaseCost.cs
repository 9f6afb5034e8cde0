namespace LlsEdge.Cli.Bench;

/// <summary>What one phase costs in a step, callees included; means over the frames.</summary>
/// <param name="Name">Its name; with a number if its caller calls it several times.</param>
/// <param name="Depth">How many phases it runs inside of.</param>
/// <param name="Calls">Calls a step.</param>
/// <param name="IlInstructions">IL instructions.</param>
/// <param name="IlByKind">IL instructions by kind.</param>
/// <param name="PredictedInstructions">Instructions of the board's processor.</param>
/// <param name="PredictedMs">Milliseconds at the nominal cycles per instruction.</param>
/// <param name="PessimisticMs">Milliseconds at the pessimistic cycles per instruction.</param>
internal sealed record PhaseCost(
    string Name,
    int Depth,
    double Calls,
    long IlInstructions,
    IReadOnlyDictionary<string, long> IlByKind,
    long PredictedInstructions,
    double PredictedMs,
    double PessimisticMs);
