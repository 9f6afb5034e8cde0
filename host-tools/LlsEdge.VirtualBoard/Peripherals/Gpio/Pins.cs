namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>What the ESP32's pins can do.</summary>
internal static class Pins
{
    internal const int Count = 40;

    internal static bool Supports(int pin, PinMode mode)
    {
        // Flash sits on 6 to 11; 34 to 39 have neither drivers nor pull resistors.
        return pin is >= 0 and < Count and not (>= 6 and <= 11) && (pin < 34 || mode == PinMode.Input);
    }
}
