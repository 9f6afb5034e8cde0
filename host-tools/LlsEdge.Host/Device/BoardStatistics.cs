namespace LlsEdge.Host.Device;

/// <summary>
/// A board's counters since it started.
/// </summary>
/// <param name="FramesTrained">Training steps.</param>
/// <param name="FramesPredicted">Predictions and evaluations.</param>
/// <param name="TrainMicroseconds">The last training step's time.</param>
/// <param name="PredictMicroseconds">The last prediction's time.</param>
/// <param name="FreeHeapBytes">The managed heap's free bytes after a collection.</param>
/// <param name="Saturations">Values clamped in all training steps.</param>
/// <param name="DamagedPackets">Packets that arrived damaged.</param>
/// <param name="RepeatedPackets">Requests that arrived again after they had been executed.</param>
/// <param name="RefusedPackets">Requests that arrived before one that was lost.</param>
public sealed record BoardStatistics(
    int FramesTrained,
    int FramesPredicted,
    int TrainMicroseconds,
    int PredictMicroseconds,
    int FreeHeapBytes,
    int Saturations,
    int DamagedPackets,
    int RepeatedPackets,
    int RefusedPackets);
