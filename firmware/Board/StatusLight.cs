namespace LlsEdge.Board
{
    /// <summary>
    /// The LED: shows a state, and between two states messages, which are counted blinks. The README beside this file says what they mean. The loop calls
    /// <see cref="Update"/> as often as it can.
    /// </summary>
    public sealed class StatusLight
    {
        /// <summary>The length of a blink, and of the dark before it, in a message that something is done.</summary>
        public const int DoneMilliseconds = 100;

        /// <summary>The length of a blink, and of the dark before it, in a message that something failed.</summary>
        public const int FaultMilliseconds = 300;

        private const int FastMilliseconds = 100;
        private const int BeaconMilliseconds = 1000;
        private const int FlashMilliseconds = 60;

        private readonly OutputPin _led;
        private LightPattern _pattern;
        private int _halves;
        private int _blink;
        private int _start;

        /// <summary>Takes the LED.</summary>
        /// <param name="led">Its pin; high is lit.</param>
        public StatusLight(OutputPin led)
        {
            _led = led;
        }

        /// <summary>Gets a value indicating whether a message is being shown.</summary>
        public bool IsBusy
        {
            get { return _halves > 0; }
        }

        /// <summary>Sets the state that is shown while there is no message.</summary>
        /// <param name="pattern">How it looks.</param>
        public void Show(LightPattern pattern)
        {
            _pattern = pattern;
        }

        /// <summary>Lights the LED now, until the next update: something runs that keeps the loop from updating.</summary>
        public void Hold()
        {
            _led.Set(true);
        }

        /// <summary>Begins a message, in the place of one that is being shown.</summary>
        /// <param name="count">How many blinks.</param>
        /// <param name="milliseconds">The length of a blink, and of the dark before it.</param>
        /// <param name="now">The time.</param>
        public void Blink(int count, int milliseconds, int now)
        {
            // Dark before every blink, and after the last.
            _halves = (2 * count) + 1;
            _blink = milliseconds;
            _start = now;
            Update(now);
        }

        /// <summary>Brings the LED to what it shall show.</summary>
        /// <param name="now">The time.</param>
        public void Update(int now)
        {
            if (_halves > 0)
            {
                int half = (now - _start) / _blink;
                if (half < _halves)
                {
                    _led.Set((half & 1) != 0);
                    return;
                }

                _halves = 0;
            }

            switch (_pattern)
            {
                case LightPattern.Lit:
                    _led.Set(true);
                    break;
                case LightPattern.Fast:
                    _led.Set(((now / FastMilliseconds) & 1) == 0);
                    break;
                case LightPattern.Beacon:
                    _led.Set((now & int.MaxValue) % BeaconMilliseconds < FlashMilliseconds);
                    break;
                default:
                    _led.Set(false);
                    break;
            }
        }
    }
}
