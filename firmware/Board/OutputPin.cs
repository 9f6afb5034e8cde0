using System.Device.Gpio;

namespace LlsEdge.Board
{
    /// <summary>
    /// A pin that the board drives. Toggles rather than writes: a pin's value is a struct, which would be garbage at every change.
    /// </summary>
    public sealed class OutputPin
    {
        private readonly GpioPin _pin;
        private bool _isHigh;

        /// <summary>Takes the pin and makes it low.</summary>
        /// <param name="controller">The board's pins.</param>
        /// <param name="pin">Its number.</param>
        public OutputPin(GpioController controller, int pin)
        {
            _pin = controller.OpenPin(pin, PinMode.Output);
            _pin.Write(PinValue.Low);
        }

        /// <summary>Drives the pin.</summary>
        /// <param name="high">Whether it shall be high.</param>
        public void Set(bool high)
        {
            if (high != _isHigh)
            {
                _pin.Toggle();
                _isHigh = high;
            }
        }
    }
}
