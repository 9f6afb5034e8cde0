namespace LlsEdge.Teaching
{
    /// <summary>
    /// Decides what becomes of a camera that fails: try again, start it anew, restart the board. Between two tries it lets time pass, longer and longer, so that a
    /// camera that stays away costs little. Times are milliseconds that wrap.
    /// </summary>
    public sealed class Supervisor
    {
        /// <summary>Nothing but trying again.</summary>
        public const int TryAgain = 0;

        /// <summary>The camera shall be started anew.</summary>
        public const int Restart = 1;

        /// <summary>The board shall restart.</summary>
        public const int Reboot = 2;

        /// <summary>The camera shall be started anew, as before: there is nothing new to record.</summary>
        public const int RestartAgain = 3;

        /// <summary>The time before a frame is tried again.</summary>
        public const int RetryMilliseconds = 250;

        /// <summary>The time before a camera is tried that was started anew once; doubled for each further time.</summary>
        public const int RestartMilliseconds = 1000;

        /// <summary>The longest time between two tries.</summary>
        public const int LongestMilliseconds = 60000;

        private bool _mayReboot;
        private int _failures;
        private int _restarts;
        private int _wait;
        private int _since;

        /// <summary>Begins with a camera that is thought to be well.</summary>
        /// <param name="mayReboot">Whether a restart of the board may help: not if it has just been restarted for the same reason.</param>
        public Supervisor(bool mayReboot)
        {
            _mayReboot = mayReboot;
        }

        /// <summary>Tells whether to try a frame.</summary>
        /// <param name="now">The time.</param>
        /// <returns>Whether the time to wait is over.</returns>
        public bool IsDue(int now)
        {
            return _wait == 0 || now - _since >= _wait;
        }

        /// <summary>Takes note of a frame.</summary>
        public void Succeed()
        {
            _failures = 0;
            _restarts = 0;
            _wait = 0;
            _mayReboot = true;
        }

        /// <summary>Takes note of a frame that could not be taken.</summary>
        /// <param name="failuresBeforeRestart">How often in a row the camera may fail before it is started anew.</param>
        /// <param name="restartsBeforeReboot">How often in a row it may be started anew before the board restarts.</param>
        /// <param name="now">The time.</param>
        /// <returns>What to do.</returns>
        public int Fail(int failuresBeforeRestart, int restartsBeforeReboot, int now)
        {
            _since = now;
            _failures++;
            if (_failures < failuresBeforeRestart)
            {
                _wait = RetryMilliseconds;
                return TryAgain;
            }

            _failures = 0;
            if (_restarts >= restartsBeforeReboot)
            {
                _wait = LongestMilliseconds;
                return _mayReboot ? Reboot : RestartAgain;
            }

            _wait = RestartMilliseconds;
            for (int i = 0; i < _restarts && _wait < LongestMilliseconds; i++)
            {
                _wait += _wait;
            }

            _wait = _wait < LongestMilliseconds ? _wait : LongestMilliseconds;
            _restarts++;
            return Restart;
        }
    }
}
