namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>What a device on an SPI bus needs.</summary>
internal sealed class SpiConnectionSettings
{
    public SpiConnectionSettings(int busId, int chipSelectLine)
    {
        BusId = busId;
        ChipSelectLine = chipSelectLine;
    }

    public int BusId { get; set; }

    public int ChipSelectLine { get; set; }

    public PinValue ChipSelectLineActiveState { get; set; }

    public int ClockFrequency { get; set; } = 500_000;

    public SpiBusConfiguration Configuration { get; set; }

    public int DataBitLength { get; set; } = 8;

    public DataFlow DataFlow { get; set; }

    public SpiMode Mode { get; set; }

    internal SpiConnectionSettings Clone()
    {
        return (SpiConnectionSettings)MemberwiseClone();
    }
}
