namespace LlsEdge.VirtualBoard.Cameras;

/// <summary>Which of the board's pins a camera module is soldered to; those of the firmware's profile for the plain ESP32 kits by default.</summary>
public sealed record CameraWiring
{
    /// <summary>Gets the pin of SPI's clock.</summary>
    public int Clock { get; init; } = 18;

    /// <summary>Gets the pin of SPI's data from the board.</summary>
    public int Mosi { get; init; } = 23;

    /// <summary>Gets the pin of SPI's data to the board.</summary>
    public int Miso { get; init; } = 19;

    /// <summary>Gets the pin that selects the module while it is low.</summary>
    public int Select { get; init; } = 27;

    /// <summary>Gets the pin of I2C's data.</summary>
    public int I2cData { get; init; } = 21;

    /// <summary>Gets the pin of I2C's clock.</summary>
    public int I2cClock { get; init; } = 22;

    /// <summary>Reads the wiring from the profile of the board that a firmware was built for.</summary>
    /// <param name="firmwarePath">The firmware's assembly.</param>
    public static CameraWiring Of(string firmwarePath)
    {
        using FirmwareImage image = FirmwareImage.Load(firmwarePath);
        object profile = image.Invoke("LlsEdge.Board.InstalledBoard", "Create")!;
        return new CameraWiring
        {
            Clock = Pin("SpiClockPin"),
            Mosi = Pin("SpiMosiPin"),
            Miso = Pin("SpiMisoPin"),
            Select = Pin("CameraSelectPin"),
            I2cData = Pin("I2cDataPin"),
            I2cClock = Pin("I2cClockPin"),
        };

        int Pin(string name)
        {
            return (int)profile.GetType().GetProperty(name)!.GetValue(profile)!;
        }
    }
}
