using System.Device.Gpio;

namespace LlsEdge.Board
{
    /// <summary>
    /// The LED. Toggles rather than writes: a pin's value is a struct, which would be garbage at every frame.
    /// </summary>
    public sealed class Led
    {
        private readonly GpioPin _pin;
        private bool _isOn;

        /// <summary>Takes the pin and switches the LED off.</summary>
        /// <param name="controller">The board's pins.</param>
        /// <param name="pin">The LED's.</param>
        public Led(GpioController controller, int pin)
        {
            _pin = controller.OpenPin(pin, PinMode.Output);
            _pin.Write(PinValue.Low);
        }

        /// <summary>Switches the LED.</summary>
        /// <param name="on">Whether it shall shine.</param>
        public void Set(bool on)
        {
            if (on != _isOn)
            {
                _pin.Toggle();
                _isOn = on;
            }
        }
    }
}
