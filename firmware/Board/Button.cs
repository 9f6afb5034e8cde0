namespace LlsEdge.Board
{
    /// <summary>
    /// Makes presses out of a button's edges. <see cref="Record"/> is for the interrupt's handler, which may run between any two instructions of the loop that
    /// calls <see cref="Read"/>: each end of the ring has one writer. Since edges carry their time, a press is judged rightly however late the loop looks.
    /// Times are milliseconds that wrap.
    /// </summary>
    public sealed class Button
    {
        /// <summary>A level counts once it has lasted so long.</summary>
        public const int DebounceMilliseconds = 30;

        /// <summary>A press of that length is a long one, and acts while the button is still held.</summary>
        public const int LongMilliseconds = 600;

        /// <summary>A press that begins less than so long after the end of a short one makes it a double press.</summary>
        public const int DoubleMilliseconds = 350;

        private const int Mask = 15;

        private const int Idle = 0;
        private const int Held = 1;
        private const int LetGo = 2;
        private const int Spent = 3;

        private readonly int[] _times = new int[Mask + 1];
        private readonly bool[] _levels = new bool[Mask + 1];
        private int _first;
        private int _end;
        private bool _level;
        private int _levelTime;
        private bool _isDown;
        private int _state;
        private int _letGoTime;

        /// <summary>Gets when the press that was read last began.</summary>
        public int PressTime { get; private set; }

        /// <summary>Takes an edge.</summary>
        /// <param name="pressed">Whether the button is pressed after it.</param>
        /// <param name="time">When it came.</param>
        public void Record(bool pressed, int time)
        {
            int next = (_end + 1) & Mask;
            if (next == _first)
            {
                // A ring full of bounces: what counts is how they end.
                int last = (_end - 1) & Mask;
                _levels[last] = pressed;
                _times[last] = time;
                return;
            }

            _levels[_end] = pressed;
            _times[_end] = time;
            _end = next;
        }

        /// <summary>Interprets the edges and the time since the last one.</summary>
        /// <param name="now">The time.</param>
        /// <returns>The earliest press not read yet; ask again until there is none.</returns>
        public ButtonPress Read(int now)
        {
            while (true)
            {
                bool hasEdge = _first != _end;
                int time = hasEdge ? _times[_first] : now;
                ButtonPress press = Advance(time);
                if (press != ButtonPress.None || !hasEdge)
                {
                    return press;
                }

                _level = _levels[_first];
                _levelTime = time;
                _first = (_first + 1) & Mask;
            }
        }

        private ButtonPress Advance(int time)
        {
            bool changes = _level != _isDown;

            // What is due up to a change of level comes before it.
            ButtonPress press = Expire(changes ? _levelTime : time);
            if (press != ButtonPress.None || !changes || time - _levelTime < DebounceMilliseconds)
            {
                return press;
            }

            _isDown = _level;
            press = _isDown ? Press() : Release();
            return press != ButtonPress.None ? press : Expire(time);
        }

        private ButtonPress Expire(int time)
        {
            if (_state == Held && time - PressTime >= LongMilliseconds)
            {
                _state = Spent;
                return ButtonPress.Held;
            }

            if (_state == LetGo && time - _letGoTime >= DoubleMilliseconds)
            {
                _state = Idle;
                return ButtonPress.Once;
            }

            return ButtonPress.None;
        }

        private ButtonPress Press()
        {
            if (_state == LetGo)
            {
                _state = Spent;
                return ButtonPress.Twice;
            }

            _state = Held;
            PressTime = _levelTime;
            return ButtonPress.None;
        }

        private ButtonPress Release()
        {
            if (_state == Held)
            {
                _state = LetGo;
                _letGoTime = _levelTime;
            }
            else
            {
                _state = Idle;
            }

            return ButtonPress.None;
        }
    }
}
