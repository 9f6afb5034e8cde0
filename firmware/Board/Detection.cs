namespace LlsEdge.Board
{
    /// <summary>
    /// The pin that tells the world outside of a detection. It goes high when a frame's probability reaches the threshold, and low again when the last frame
    /// that was no more than the hysteresis below it is as old as the hold time, provided that a frame below has come since.
    /// </summary>
    public sealed class Detection
    {
        private readonly OutputPin _pin;
        private bool _isSeen;
        private int _lastSeen;

        /// <summary>Takes the pin.</summary>
        /// <param name="pin">High while something is detected.</param>
        public Detection(OutputPin pin)
        {
            _pin = pin;
        }

        /// <summary>Gets a value indicating whether the pin is high.</summary>
        public bool IsOn { get; private set; }

        /// <summary>Takes a frame's result.</summary>
        /// <param name="probability">p of the class to detect, 0 to 255; negative if the frame could not be taken.</param>
        /// <param name="threshold">The least p that makes the pin high.</param>
        /// <param name="hysteresis">How far below p may fall without the pin's going low.</param>
        /// <param name="now">The time in milliseconds.</param>
        public void See(int probability, int threshold, int hysteresis, int now)
        {
            _isSeen = probability >= threshold || (IsOn && probability >= 0 && probability >= threshold - hysteresis);
            if (_isSeen)
            {
                _lastSeen = now;
                IsOn = true;
                _pin.Set(true);
            }
        }

        /// <summary>Lets time pass.</summary>
        /// <param name="hold">How long the pin stays high after the last frame that kept it so, in milliseconds.</param>
        /// <param name="now">The time in milliseconds.</param>
        public void Update(int hold, int now)
        {
            if (IsOn && !_isSeen && now - _lastSeen >= hold)
            {
                IsOn = false;
                _pin.Set(false);
            }
        }
    }
}
