namespace LlsEdge.Link
{
    /// <summary>
    /// The settings, by their place in the file and on the link. Both ends know each one's default and bounds from here.
    /// </summary>
    public static class SettingKey
    {
        /// <summary>Which camera: 0 the one that answers, 1 none, 2 Arducam Mega, 3 ArduCAM Mini.</summary>
        public const int Camera = 0;

        /// <summary>The class whose presence the detection pin tells.</summary>
        public const int DetectionClass = 1;

        /// <summary>The confidence in that class from which on the pin goes high, 0 to 255.</summary>
        public const int Threshold = 2;

        /// <summary>How far below the threshold the confidence must fall before the pin goes low, 0 to 255.</summary>
        public const int Hysteresis = 3;

        /// <summary>How long the pin stays high at least, in milliseconds.</summary>
        public const int HoldMilliseconds = 4;

        /// <summary>How many remembered frames each new one is accompanied by.</summary>
        public const int Replays = 5;

        /// <summary>How often in a row the camera may fail before it is started anew.</summary>
        public const int FailuresBeforeRestart = 6;

        /// <summary>How often in a row it may be started anew before the board restarts.</summary>
        public const int RestartsBeforeReboot = 7;

        /// <summary>How many there are. A new one goes before this: files of an older firmware then leave it at its default.</summary>
        public const int Count = 8;

        /// <summary>Gets what a setting is until it is set.</summary>
        /// <param name="key">The setting.</param>
        /// <returns>Its default.</returns>
        public static int GetDefault(int key)
        {
            switch (key)
            {
                case DetectionClass:
                    return 1;
                case Threshold:
                    return 160;
                case Hysteresis:
                    return 24;
                case HoldMilliseconds:
                    return 2000;
                case Replays:
                    return 3;
                case FailuresBeforeRestart:
                case RestartsBeforeReboot:
                    return 3;
                default:
                    return 0;
            }
        }

        /// <summary>Gets the largest value that a setting may have; the smallest is 0, or 1 where 0 would mean to stop for good.</summary>
        /// <param name="key">The setting.</param>
        /// <returns>The largest value.</returns>
        public static int GetLargest(int key)
        {
            switch (key)
            {
                case Camera:
                    return 3;
                case HoldMilliseconds:
                    return 3600000;
                case Replays:
                    return 16;
                default:
                    return 255;
            }
        }

        /// <summary>Gets the smallest value that a setting may have.</summary>
        /// <param name="key">The setting.</param>
        /// <returns>The smallest value.</returns>
        public static int GetSmallest(int key)
        {
            return key == FailuresBeforeRestart || key == RestartsBeforeReboot ? 1 : 0;
        }
    }
}
