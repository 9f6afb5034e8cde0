namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>What an SPI bus can do; the board's image says the same of every bus.</summary>
internal sealed class SpiBusInfo
{
    public int MaxClockFrequency { get; } = 40_000_000;

    public int MinClockFrequency { get; } = 20_000_000 / 256;
}
