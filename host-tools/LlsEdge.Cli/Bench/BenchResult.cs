using LlsEdge.VirtualBoard;

namespace LlsEdge.Cli.Bench;

/// <summary>What one case costs; counts and times are means over the frames.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Trains">Whether a step learns, or only predicts.</param>
/// <param name="Macs">Multiply-accumulates of the forward pass, those with zeros included.</param>
/// <param name="PredictedMs">Milliseconds a step at the nominal cycles per instruction.</param>
/// <param name="PessimisticMs">Milliseconds a step at the pessimistic cycles per instruction.</param>
/// <param name="MicrosecondsPerMac"><paramref name="PredictedMs"/> by <paramref name="Macs"/>.</param>
/// <param name="PredictedInstructions">Instructions of the board's processor.</param>
/// <param name="IlInstructions">IL instructions.</param>
/// <param name="HeapPeakBytes">The most of the managed heap that is in use, from boot to the last frame, link buffers and frame included.</param>
/// <param name="FlashBytes">The firmware's own assemblies.</param>
/// <param name="Phases">The phases of a step.</param>
/// <param name="HeapByType">The heap's peak by type.</param>
/// <param name="HeapBySite">The heap's peak by type and the method that allocated it.</param>
/// <param name="Flash">The firmware's own assemblies one by one.</param>
internal sealed record BenchResult(
    string Model,
    bool Trains,
    long Macs,
    double PredictedMs,
    double PessimisticMs,
    double MicrosecondsPerMac,
    long PredictedInstructions,
    long IlInstructions,
    long HeapPeakBytes,
    long FlashBytes,
    IReadOnlyList<PhaseCost> Phases,
    IReadOnlyList<HeapShare> HeapByType,
    IReadOnlyList<HeapShare> HeapBySite,
    IReadOnlyList<FlashShare> Flash);
