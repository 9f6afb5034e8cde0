namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>One open pin.</summary>
internal sealed class GpioPin : IDisposable
{
    private readonly Machine _machine;

    internal GpioPin(int pinNumber, Machine machine)
    {
        PinNumber = pinNumber;
        _machine = machine;
        if (!machine.Gpio.Open(pinNumber, Deliver))
        {
            throw new InvalidOperationException($"Pin {pinNumber} is open already.");
        }
    }

    public event PinValueChangedEventHandler? ValueChanged;

    internal event Action<PinEventTypes>? Changed;

    public int PinNumber { get; }

    public TimeSpan DebounceTimeout { get; set; }

    public PinMode GetPinMode()
    {
        return (PinMode)_machine.Gpio.Mode(PinNumber);
    }

    public bool IsPinModeSupported(PinMode pinMode)
    {
        return _machine.Pins.Supports(PinNumber, pinMode);
    }

    public void SetPinMode(PinMode value)
    {
        if (!IsPinModeSupported(value))
        {
            throw new ArgumentException($"Pin {PinNumber} cannot be {value}.");
        }

        _machine.Gpio.SetMode(PinNumber, (int)value);
    }

    public PinValue Read()
    {
        return _machine.Gpio.Read(PinNumber);
    }

    public void Write(PinValue value)
    {
        _machine.Gpio.Write(PinNumber, (bool)value);
    }

    public void Toggle()
    {
        _machine.Gpio.Write(PinNumber, !_machine.Gpio.Read(PinNumber));
    }

    public void Dispose()
    {
        _machine.Gpio.Close(PinNumber);
    }

    private void Deliver(bool high)
    {
        PinEventTypes change = high ? PinEventTypes.Rising : PinEventTypes.Falling;
        ValueChanged?.Invoke(this, new PinValueChangedEventArgs(change, PinNumber));
        Changed?.Invoke(change);
    }
}
