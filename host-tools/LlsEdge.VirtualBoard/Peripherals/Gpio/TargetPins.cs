using LlsEdge.VirtualBoard.Buses;

namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>What the pins of a target's chip can do, and which of them its image gives to a bus unless the firmware says otherwise.</summary>
internal sealed class TargetPins
{
    private const int None = -1;

    private readonly bool _isClassic;

    /// <summary>Takes the classic ESP32's pins, or the S3's for every other target.</summary>
    internal TargetPins(VirtualBoardOptions options)
    {
        _isClassic = options.IsClassicEsp32;
    }

    internal int Count => _isClassic ? 40 : 49;

    internal bool Supports(int pin, PinMode mode)
    {
        // Classic: flash sits on 6 to 11; 34 to 39 have neither drivers nor pull resistors. S3: 22 to 25 do not exist, flash sits on 26 to 32.
        return pin >= 0 && pin < Count && (_isClassic ? pin is not (>= 6 and <= 11) && (pin < 34 || mode == PinMode.Input) : pin is not (>= 22 and <= 32));
    }

    internal SpiPins Spi(int bus)
    {
        return _isClassic && bus == 1 ? new SpiPins(Clock: 19, Mosi: 23, Miso: 25) : new SpiPins(None, None, None);
    }

    internal (int Data, int Clock) I2c(int bus)
    {
        return (_isClassic, bus) switch
        {
            (true, 1) => (18, 19),
            (true, _) => (25, 26),
            _ => (None, None),
        };
    }
}
