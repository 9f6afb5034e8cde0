namespace LlsEdge.VirtualBoard.Cameras;

/// <summary>Which of the board's pins a camera module is soldered to; those of the firmware's profile for the classic ESP32 by default.</summary>
public sealed record CameraWiring
{
    /// <summary>Gets the pin of SPI's clock.</summary>
    public int Clock { get; init; } = 18;

    /// <summary>Gets the pin of SPI's data from the board.</summary>
    public int Mosi { get; init; } = 23;

    /// <summary>Gets the pin of SPI's data to the board.</summary>
    public int Miso { get; init; } = 19;

    /// <summary>Gets the pin that selects the module while it is low.</summary>
    public int Select { get; init; } = 5;

    /// <summary>Gets the pin of I2C's data.</summary>
    public int I2cData { get; init; } = 21;

    /// <summary>Gets the pin of I2C's clock.</summary>
    public int I2cClock { get; init; } = 22;
}
