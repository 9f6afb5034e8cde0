namespace LlsEdge.VirtualBoard.Buses;

/// <summary>A chip on an SPI bus, as it sees the bus: it is selected, bytes go in and out at the same time, it is let go.</summary>
internal interface ISpiChip
{
    void Select();

    byte Exchange(byte fromBoard);

    void Deselect();
}
