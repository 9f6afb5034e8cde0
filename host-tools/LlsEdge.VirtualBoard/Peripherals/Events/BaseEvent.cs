namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>What the board's events have in common.</summary>
internal class BaseEvent
{
    public ushort Source;
    public byte Message;
}
