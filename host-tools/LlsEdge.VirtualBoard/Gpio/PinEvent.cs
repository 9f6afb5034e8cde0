namespace LlsEdge.VirtualBoard;

/// <summary>Something that happens to a pin from outside at a time of the board's clock, whatever the firmware is doing then.</summary>
/// <param name="At">When, in <see cref="VirtualClock.Outside"/> time.</param>
/// <param name="Pin">The pin's number.</param>
/// <param name="Level">The level that is applied; null to let go.</param>
public sealed record PinEvent(TimeSpan At, int Pin, bool? Level);
