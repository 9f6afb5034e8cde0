namespace LlsEdge.VirtualBoard;

/// <summary>A change of an output.</summary>
/// <param name="At">When, on the board's clock: since the boot.</param>
/// <param name="Pin">The pin's number.</param>
/// <param name="High">Whether it is high from then on.</param>
public sealed record PinChange(TimeSpan At, int Pin, bool High);
