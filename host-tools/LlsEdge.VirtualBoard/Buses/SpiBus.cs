namespace LlsEdge.VirtualBoard.Buses;

/// <summary>
/// The board's SPI controllers and what is soldered to their pins. A chip takes part in a transfer if clock and data of the controller are its own and its
/// select pin is low, whoever drives that.
/// </summary>
internal sealed class SpiBus
{
    internal const int Count = 2;

    private const int Functions = 0x10000;

    /// <summary>A data line that nobody drives.</summary>
    private const byte Floating = 0x00;

    private readonly Machine _machine;
    private readonly List<Attachment> _attached = [];

    internal SpiBus(Machine machine)
    {
        _machine = machine;
        machine.Gpio.OutputChanged += (_, change) => Follow(change);
    }

    internal void Attach(ISpiChip chip, SpiPins pins, int select)
    {
        _attached.Add(new Attachment(chip, pins, select));
    }

    internal void Boot()
    {
        foreach (Attachment attachment in _attached)
        {
            attachment.Select(false);
        }
    }

    /// <summary>Gives a controller's pins: those the firmware chose, else the image's defaults; negative for none.</summary>
    internal SpiPins Pins(int bus)
    {
        SpiPins defaults = _machine.Pins.Spi(bus);
        int first = Functions + (bus << 8);
        return new SpiPins(
            _machine.FunctionPins.GetValueOrDefault(first + 2, defaults.Clock),
            _machine.FunctionPins.GetValueOrDefault(first, defaults.Mosi),
            _machine.FunctionPins.GetValueOrDefault(first + 1, defaults.Miso));
    }

    /// <summary>Sends and receives; where the chip's answers are not wanted, <paramref name="received"/> is empty.</summary>
    internal void Transfer(int bus, int selectLine, double clockFrequency, ReadOnlySpan<byte> sent, Span<byte> received)
    {
        SpiPins pins = Pins(bus);
        List<Attachment> listening = _attached.FindAll(attachment => attachment.Pins.Clock == pins.Clock && attachment.Pins.Mosi == pins.Mosi
            && (attachment.SelectPin == selectLine || !_machine.Gpio.Read(attachment.SelectPin)));
        foreach (Attachment attachment in listening)
        {
            attachment.Select(true);
        }

        int count = Math.Max(sent.Length, received.Length);
        for (int i = 0; i < count; i++)
        {
            byte answer = Floating;
            foreach (Attachment attachment in listening)
            {
                byte said = attachment.Chip.Exchange(i < sent.Length ? sent[i] : (byte)0);
                answer = attachment.Pins.Miso == pins.Miso ? said : answer;
            }

            if (i < received.Length)
            {
                received[i] = answer;
            }
        }

        _machine.Clock.ChargeBus(count * 8 * 1e6 / clockFrequency);
        foreach (Attachment attachment in listening)
        {
            if (attachment.SelectPin == selectLine)
            {
                attachment.Select(false);
            }
        }
    }

    private void Follow(PinLevel change)
    {
        foreach (Attachment attachment in _attached)
        {
            if (attachment.SelectPin == change.Pin)
            {
                attachment.Select(!change.High);
            }
        }
    }

    private sealed class Attachment(ISpiChip chip, SpiPins pins, int selectPin)
    {
        private bool _selected;

        internal ISpiChip Chip { get; } = chip;

        internal SpiPins Pins { get; } = pins;

        internal int SelectPin { get; } = selectPin;

        internal void Select(bool selected)
        {
            if (selected == _selected)
            {
                return;
            }

            _selected = selected;
            if (selected)
            {
                Chip.Select();
            }
            else
            {
                Chip.Deselect();
            }
        }
    }
}
