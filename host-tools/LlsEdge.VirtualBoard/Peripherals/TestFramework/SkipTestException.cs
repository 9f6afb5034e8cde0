namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>A test on the board does not apply there.</summary>
/// <param name="message">Why.</param>
public sealed class SkipTestException(string message) : Exception(message);
