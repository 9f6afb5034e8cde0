namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>Opens pins.</summary>
internal sealed class GpioController : IDisposable
{
    private readonly Machine _machine;
    private readonly Dictionary<int, GpioPin> _pins = [];
    private readonly Dictionary<(int Pin, PinChangeEventHandler Callback), Action<PinEventTypes>> _callbacks = [];

    public GpioController(Machine machine)
        : this(PinNumberingScheme.Logical, machine)
    {
    }

    public GpioController(PinNumberingScheme numberingScheme, Machine machine)
    {
        NumberingScheme = numberingScheme;
        _machine = machine;
    }

    public PinNumberingScheme NumberingScheme { get; }

    public int PinCount => _machine.Pins.Count;

    public GpioPin OpenPin(int pinNumber)
    {
        if (!_machine.Pins.Supports(pinNumber, PinMode.Input))
        {
            throw new ArgumentException($"The board has no pin {pinNumber} to use.");
        }

        GpioPin pin = new(pinNumber, _machine);
        _pins.Add(pinNumber, pin);
        return pin;
    }

    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        GpioPin pin = OpenPin(pinNumber);
        pin.SetPinMode(mode);
        return pin;
    }

    public void ClosePin(int pinNumber)
    {
        Find(pinNumber).Dispose();
        _pins.Remove(pinNumber);
    }

    public bool IsPinOpen(int pinNumber)
    {
        return _machine.Gpio.IsOpen(pinNumber);
    }

    public bool IsPinModeSupported(int pinNumber, PinMode mode)
    {
        return _machine.Pins.Supports(pinNumber, mode);
    }

    public PinMode GetPinMode(int pinNumber)
    {
        return Find(pinNumber).GetPinMode();
    }

    public void SetPinMode(int pinNumber, PinMode mode)
    {
        Find(pinNumber).SetPinMode(mode);
    }

    public PinValue Read(int pinNumber)
    {
        return Find(pinNumber).Read();
    }

    public void Write(int pinNumber, PinValue value)
    {
        Find(pinNumber).Write(value);
    }

    public void RegisterCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        void Forward(PinEventTypes change)
        {
            if ((change & eventTypes) != 0)
            {
                callback(this, new PinValueChangedEventArgs(change, pinNumber));
            }
        }

        Find(pinNumber).Changed += Forward;
        _callbacks[(pinNumber, callback)] = Forward;
    }

    public void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        if (_callbacks.Remove((pinNumber, callback), out Action<PinEventTypes>? forward))
        {
            Find(pinNumber).Changed -= forward;
        }
    }

    public void Dispose()
    {
        foreach (GpioPin pin in _pins.Values)
        {
            pin.Dispose();
        }

        _pins.Clear();
    }

    private GpioPin Find(int pinNumber)
    {
        return _pins.TryGetValue(pinNumber, out GpioPin? pin) ? pin : throw new InvalidOperationException($"Pin {pinNumber} is not open.");
    }
}
