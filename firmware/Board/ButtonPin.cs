using System.Device.Gpio;

namespace LlsEdge.Board
{
    /// <summary>
    /// The pin of a button that connects it to ground. Its handler does no more than note the edge.
    /// </summary>
    public sealed class ButtonPin
    {
        private readonly GpioPin _pin;
        private readonly Button _button;

        /// <summary>Takes the pin.</summary>
        /// <param name="controller">The board's pins.</param>
        /// <param name="pin">Its number.</param>
        /// <param name="button">Gets the edges.</param>
        public ButtonPin(GpioController controller, int pin, Button button)
        {
            _button = button;
            _pin = controller.OpenPin(pin, PinMode.InputPullUp);
            _pin.ValueChanged += OnValueChanged;
        }

        private void OnValueChanged(object sender, PinValueChangedEventArgs e)
        {
            _button.Record(e.ChangeType == PinEventTypes.Falling, Clock.Milliseconds());
        }
    }
}
