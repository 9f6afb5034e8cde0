namespace LlsEdge.Link
{
    /// <summary>
    /// What a journal record tells.
    /// </summary>
    public static class JournalKind
    {
        /// <summary>A training step; the only kind whose record fills every field.</summary>
        public const int Trained = 1;

        /// <summary>The model kept before the last label, or before a run of training, is in use again. Value: its CRC.</summary>
        public const int Undone = 2;

        /// <summary>The model in memory was written to flash. Value: its CRC.</summary>
        public const int Committed = 3;

        /// <summary>The model that was in use before is in use again. Value: its CRC.</summary>
        public const int RolledBack = 4;

        /// <summary>The factory model out of the app's code is in use. Value: its CRC.</summary>
        public const int Factory = 5;

        /// <summary>The camera kept failing. Label: its frame status. Value: 1 for the camera started anew, 2 for the board restarted.</summary>
        public const int CameraFault = 6;

        /// <summary>The camera was moved: its mean begins anew.</summary>
        public const int CameraMoved = 7;

        /// <summary>The board started. Value: the CRC of the model it starts with, 0 for none. Label: the <see cref="LinkStatus"/> of loading it.</summary>
        public const int Started = 8;

        /// <summary>A model came from the host and is in use. Value: its CRC.</summary>
        public const int Put = 9;
    }
}
