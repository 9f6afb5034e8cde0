namespace LlsEdge.VirtualBoard.Buses;

/// <summary>The board's I2C controllers and what is soldered to their pins.</summary>
internal sealed class I2cBus
{
    internal const int Count = 2;

    private const int Functions = 0x20000;
    private const int BitsAByte = 9;
    private const double TimeoutMicroseconds = 1e6;

    private readonly Machine _machine;
    private readonly List<(II2cChip Chip, int Data, int Clock)> _attached = [];

    internal I2cBus(Machine machine)
    {
        _machine = machine;
    }

    internal void Attach(II2cChip chip, int data, int clock)
    {
        _attached.Add((chip, data, clock));
    }

    /// <summary>Gives a controller's pins: those the firmware chose, else the image's defaults; negative for none.</summary>
    internal (int Data, int Clock) Pins(int bus)
    {
        int first = Functions + (bus << 8);
        (int data, int clock) = _machine.Pins.I2c(bus);
        return (_machine.FunctionPins.GetValueOrDefault(first, data), _machine.FunctionPins.GetValueOrDefault(first + 1, clock));
    }

    /// <summary>Writes, then reads after a repeated start; either part may be empty.</summary>
    internal I2cAnswer Transfer(int bus, int address, int clockFrequency, ReadOnlySpan<byte> sent, Span<byte> received)
    {
        (int data, int clock) = Pins(bus);
        II2cChip? answering = null;
        foreach ((II2cChip chip, int chipData, int chipClock) in _attached)
        {
            I2cAnswer answer = chipData == data && chipClock == clock ? chip.Address(address) : I2cAnswer.None;
            if (answer == I2cAnswer.Hung)
            {
                _machine.Clock.ChargeBus(TimeoutMicroseconds);
                return answer;
            }

            answering = answer == I2cAnswer.Acknowledged ? chip : answering;
        }

        int bytes = answering is null ? 1 : sent.Length + received.Length + (sent.IsEmpty ? 0 : 1) + (received.IsEmpty ? 0 : 1);
        _machine.Clock.ChargeBus(bytes * BitsAByte * 1e6 / clockFrequency);
        if (answering is null)
        {
            return I2cAnswer.None;
        }

        if (!sent.IsEmpty)
        {
            answering.Write(sent);
        }

        if (!received.IsEmpty)
        {
            answering.Read(received);
        }

        return I2cAnswer.Acknowledged;
    }
}
