namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>The host's memory stream, named apart from the board's.</summary>
internal sealed class MemoryStreamContent : System.IO.MemoryStream
{
}
