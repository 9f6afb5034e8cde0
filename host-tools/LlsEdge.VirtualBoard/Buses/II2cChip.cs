namespace LlsEdge.VirtualBoard.Buses;

/// <summary>A chip on an I2C bus.</summary>
internal interface II2cChip
{
    /// <summary>Tells how the chip takes its address: acknowledged, not, or with the clock held down for good.</summary>
    I2cAnswer Address(int address);

    void Write(ReadOnlySpan<byte> bytes);

    void Read(Span<byte> bytes);
}
