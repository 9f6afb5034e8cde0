namespace LlsEdge.VirtualBoard.Buses;

/// <summary>The pins of an SPI bus.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Mosi">From the board.</param>
/// <param name="Miso">To the board.</param>
internal readonly record struct SpiPins(int Clock, int Mosi, int Miso);
