namespace System.Device.Gpio
{
    public sealed class GpioPin : IDisposable
    {
        internal GpioPin() => throw null;
        public event PinValueChangedEventHandler ValueChanged { add { } remove { } }
        public void Dispose() => throw null;
        public TimeSpan DebounceTimeout { get => throw null; set { } }
        public int PinNumber { get => throw null; }
        public PinMode GetPinMode() => throw null;
        public bool IsPinModeSupported(PinMode pinMode) => throw null;
        public PinValue Read() => throw null;
        public void SetPinMode(PinMode value) => throw null;
        public void Toggle() => throw null;
        public void Write(PinValue value) => throw null;
    }
}
