namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>An assertion of a test on the board failed.</summary>
/// <param name="message">What was expected.</param>
public sealed class BoardAssertionException(string message) : Exception(message);
