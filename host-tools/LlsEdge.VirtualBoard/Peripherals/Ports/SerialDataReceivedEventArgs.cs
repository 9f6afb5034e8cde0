namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>Tells why a serial port raised its event.</summary>
internal sealed class SerialDataReceivedEventArgs : EventArgs
{
    internal SerialDataReceivedEventArgs(SerialData eventType)
    {
        EventType = eventType;
    }

    public SerialData EventType { get; }
}
