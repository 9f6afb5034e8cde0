using System.Device.Gpio;

namespace LlsEdge.Board
{
    /// <summary>
    /// The pin of a button that connects it to ground. Its handler does no more than note the edge.
    /// </summary>
    public sealed class ButtonPin
    {
        private readonly GpioPin _pin;

        /// <summary>Takes the pin.</summary>
        /// <param name="controller">The board's pins.</param>
        /// <param name="pin">Its number.</param>
        public ButtonPin(GpioController controller, int pin)
        {
            Button = new Button();
            _pin = controller.OpenPin(pin, PinMode.InputPullUp);
            _pin.ValueChanged += OnValueChanged;
        }

        /// <summary>Gets the button, which has the edges.</summary>
        public Button Button { get; }

        private void OnValueChanged(object sender, PinValueChangedEventArgs e)
        {
            Button.Record(e.ChangeType == PinEventTypes.Falling, Clock.Milliseconds());
        }
    }
}
