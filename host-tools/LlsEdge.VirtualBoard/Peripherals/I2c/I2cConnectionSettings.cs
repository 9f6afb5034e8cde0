namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>What a device on an I2C bus needs.</summary>
internal sealed class I2cConnectionSettings
{
    public I2cConnectionSettings(int busId, int deviceAddress)
        : this(busId, deviceAddress, I2cBusSpeed.StandardMode)
    {
    }

    public I2cConnectionSettings(int busId, int deviceAddress, I2cBusSpeed busSpeed)
    {
        BusId = busId;
        DeviceAddress = deviceAddress;
        BusSpeed = busSpeed;
    }

    public int BusId { get; }

    public int DeviceAddress { get; }

    public I2cBusSpeed BusSpeed { get; }
}
