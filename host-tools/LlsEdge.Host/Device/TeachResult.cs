using LlsEdge.Link;

namespace LlsEdge.Host.Device;

/// <summary>
/// What teaching a frame of the board's camera did.
/// </summary>
/// <param name="Step">The training step.</param>
/// <param name="Undo">Ok if the model before it was kept, else why not.</param>
public readonly record struct TeachResult(TrainResult Step, LinkStatus Undo);
