namespace LlsEdge.VirtualBoard.Buses;

/// <summary>How an I2C address is answered.</summary>
internal enum I2cAnswer
{
    None,
    Acknowledged,
    Hung,
}
