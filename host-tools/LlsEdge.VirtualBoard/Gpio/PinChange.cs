namespace LlsEdge.VirtualBoard;

/// <summary>A change of an output.</summary>
/// <param name="At">When, in <see cref="VirtualClock.Outside"/> time.</param>
/// <param name="Pin">The pin's number.</param>
/// <param name="High">Whether it is high from then on.</param>
public sealed record PinChange(TimeSpan At, int Pin, bool High);
