namespace LlsEdge.VirtualBoard.Peripherals;

internal enum PinMode
{
    Input = 0,
    InputPullDown = 1,
    InputPullUp = 2,
    Output = 3,
    OutputOpenDrain = 4,
    OutputOpenDrainPullUp = 5,
    OutputOpenSource = 6,
    OutputOpenSourcePullDown = 7,
}

[Flags]
internal enum PinEventTypes
{
    None = 0,
    Rising = 1,
    Falling = 2,
}

internal enum PinNumberingScheme
{
    Logical = 0,
    Board = 1,
}

internal delegate void PinChangeEventHandler(object sender, PinValueChangedEventArgs pinValueChangedEventArgs);

internal delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);
