namespace LlsEdge.VirtualBoard;

/// <summary>A pin's level.</summary>
/// <param name="Pin">The pin's number.</param>
/// <param name="High">Whether it is high.</param>
public sealed record PinLevel(int Pin, bool High);
