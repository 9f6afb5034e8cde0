namespace LlsEdge.VirtualBoard.Peripherals;

internal enum Handshake
{
    None = 0,
    XOnXOff = 1,
    RequestToSend = 2,
    RequestToSendXOnXOff = 3,
}

internal enum Parity
{
    None = 0,
    Odd = 1,
    Even = 2,
}

internal enum SerialData
{
    Chars = 1,
    WatchChar = 2,
}

internal enum SerialMode
{
    Normal = 0,
    RS485 = 1,
}

internal enum StopBits
{
    One = 1,
    Two = 2,
    OnePointFive = 3,
}

internal delegate void SerialDataReceivedEventHandler(object sender, SerialDataReceivedEventArgs e);
