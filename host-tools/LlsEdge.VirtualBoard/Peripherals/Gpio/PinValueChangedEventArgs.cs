namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>Tells which way a pin has changed.</summary>
internal sealed class PinValueChangedEventArgs : BaseEvent
{
    public PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber)
    {
        ChangeType = changeType;
        PinNumber = pinNumber;
    }

    public PinEventTypes ChangeType { get; }

    public int PinNumber { get; }
}
