namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>Thrown where a select line of a bus is in use.</summary>
#pragma warning disable CA1032, CA1064 // As the board's library has it.
internal sealed class SpiDeviceAlreadyInUseException : Exception
{
    public SpiDeviceAlreadyInUseException()
        : base("This select line of the SPI bus is in use.")
    {
    }
}
#pragma warning restore CA1032, CA1064
