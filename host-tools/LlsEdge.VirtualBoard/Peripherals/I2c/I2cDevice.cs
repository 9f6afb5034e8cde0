using LlsEdge.VirtualBoard.Buses;

namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>
/// A device on an I2C bus. On the classic ESP32 the first bus has pins 18 and 19 until others are given to it, which are usually SPI's: then it cannot be
/// opened. On the S3 it has none.
/// </summary>
internal sealed class I2cDevice : IDisposable
{
    /// <summary>Spans that the library makes or copies in a call, beside the caller's own copies; assumed as for SPI.</summary>
    private const int SpansOfACall = 4;

    private readonly Machine _machine;
    private readonly byte[] _single = new byte[1];
    private readonly int _spanBytes;
    private bool _isOpen;

    public I2cDevice(I2cConnectionSettings settings, Machine machine)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _machine = machine;
        _spanBytes = SpansOfACall * (machine.Model.Layout("objectHeader") + (3 * machine.Model.Layout("perField")));
        ConnectionSettings = settings;
        if (settings.BusId is < 1 or > I2cBus.Count)
        {
            throw new ArgumentException($"The board has no I2C bus {settings.BusId}.");
        }

        (int data, int clock) = machine.I2c.Pins(settings.BusId);
        if (data < 0 || clock < 0)
        {
            throw NativeFault.Create($"I2C{settings.BusId} has no pins: call Configuration.SetPinFunction for both first.");
        }

        if (machine.Gpio.IsOpen(data) || machine.Gpio.IsOpen(clock))
        {
            throw NativeFault.Create($"Pin {data} or {clock} of I2C{settings.BusId} is in use: choose others with Configuration.SetPinFunction.");
        }

        _isOpen = true;
    }

    public I2cConnectionSettings ConnectionSettings { get; }

    private int ClockFrequency => ConnectionSettings.BusSpeed switch
    {
        I2cBusSpeed.FastMode => 400_000,
        I2cBusSpeed.FastModePlus => 1_000_000,
        _ => 100_000,
    };

    public static I2cDevice Create(I2cConnectionSettings settings, Machine machine)
    {
        return new I2cDevice(settings, machine);
    }

    public I2cTransferResult Read(SpanByte buffer)
    {
        return Transfer([], buffer.AsSpan());
    }

    public byte ReadByte()
    {
        _ = Transfer([], _single);
        return _single[0];
    }

    public I2cTransferResult Write(SpanByte buffer)
    {
        return Transfer(buffer.AsSpan(), []);
    }

    public I2cTransferResult WriteByte(byte value)
    {
        _single[0] = value;
        return Transfer(_single, []);
    }

    public I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer)
    {
        return Transfer(writeBuffer.AsSpan(), readBuffer.AsSpan());
    }

    public void Dispose()
    {
        _isOpen = false;
    }

    private I2cTransferResult Transfer(ReadOnlySpan<byte> sent, Span<byte> received)
    {
        if (!_isOpen)
        {
            throw NativeFault.Create("The I2C device is closed.");
        }

        _machine.Poll();
        _machine.Heap.AddGarbage(_spanBytes);
        return _machine.I2c.Transfer(ConnectionSettings.BusId, ConnectionSettings.DeviceAddress, ClockFrequency, sent, received) switch
        {
            I2cAnswer.Acknowledged => new I2cTransferResult(sent.Length + received.Length, I2cTransferStatus.FullTransfer),
            I2cAnswer.Hung => new I2cTransferResult(0, I2cTransferStatus.ClockStretchTimeout),
            _ => new I2cTransferResult(0, I2cTransferStatus.SlaveAddressNotAcknowledged),
        };
    }
}
