using LlsEdge.VirtualBoard.Peripherals;

namespace LlsEdge.VirtualBoard.Buses;

/// <summary>The SPI devices that the firmware has open: while a bus has one, its pins are in use.</summary>
internal sealed class SpiDevices
{
    private const int NoSelectLine = -1;

    private readonly Machine _machine;
    private readonly List<(int Bus, int SelectLine)> _open = [];

    internal SpiDevices(Machine machine)
    {
        _machine = machine;
    }

    internal void Boot()
    {
        _open.Clear();
    }

    internal void Open(SpiConnectionSettings settings)
    {
        int bus = settings.BusId;
        if (bus is < 1 or > SpiBus.Count || settings.ChipSelectLine < NoSelectLine)
        {
            throw new ArgumentException($"The board has no SPI bus {bus} with select line {settings.ChipSelectLine}.");
        }

        if (_open.Contains((bus, settings.ChipSelectLine)))
        {
            throw new SpiDeviceAlreadyInUseException();
        }

        if (!_open.Exists(device => device.Bus == bus))
        {
            TakePins(bus, settings.Configuration == SpiBusConfiguration.FullDuplex);
        }

        if (settings.ChipSelectLine != NoSelectLine && !_machine.Gpio.Open(settings.ChipSelectLine, static _ => { }))
        {
            throw NativeFault.Create($"Pin {settings.ChipSelectLine} is in use: it cannot be a select line.");
        }

        _open.Add((bus, settings.ChipSelectLine));
    }

    internal void Close(SpiConnectionSettings settings)
    {
        _open.Remove((settings.BusId, settings.ChipSelectLine));
        if (settings.ChipSelectLine != NoSelectLine)
        {
            _machine.Gpio.Close(settings.ChipSelectLine);
        }

        if (!_open.Exists(device => device.Bus == settings.BusId))
        {
            SpiPins pins = _machine.Spi.Pins(settings.BusId);
            foreach (int pin in new[] { pins.Clock, pins.Mosi, pins.Miso })
            {
                _machine.Gpio.Close(pin);
            }
        }
    }

    private void TakePins(int bus, bool both)
    {
        SpiPins pins = _machine.Spi.Pins(bus);
        if (pins.Clock < 0 || pins.Mosi < 0 || (both && pins.Miso < 0))
        {
            throw new ArgumentException($"SPI{bus} has no pins: call Configuration.SetPinFunction for them first.");
        }

        foreach (int pin in new[] { pins.Clock, pins.Mosi, pins.Miso })
        {
            if (_machine.Gpio.IsOpen(pin))
            {
                throw new ArgumentException($"Pin {pin} of SPI{bus} is in use.");
            }
        }

        foreach (int pin in new[] { pins.Clock, pins.Mosi, pins.Miso })
        {
            _machine.Gpio.Open(pin, static _ => { });
        }
    }
}
