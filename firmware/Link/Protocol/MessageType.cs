namespace LlsEdge.Link
{
    /// <summary>
    /// What a request asks for.
    /// </summary>
    public enum MessageType
    {
        /// <summary>Not a message.</summary>
        None = 0x00,

        /// <summary>Opens a session: version, nonce. Sequence numbers start anew.</summary>
        Hello = 0x01,

        /// <summary>Asks which sequence number the board expects next; outside the sequence.</summary>
        Poll = 0x02,

        /// <summary>Describes the board and its model.</summary>
        BoardInfo = 0x03,

        /// <summary>Restarts the board after the reply.</summary>
        Reboot = 0x04,

        /// <summary>Counters and times.</summary>
        Statistics = 0x05,

        /// <summary>A piece of a frame, in order from offset 0.</summary>
        FrameChunk = 0x10,

        /// <summary>Predicts the frame's class.</summary>
        Predict = 0x11,

        /// <summary>Predicts, then learns the frame's label.</summary>
        Train = 0x12,

        /// <summary>Predicts and counts the result in the confusion matrix.</summary>
        Evaluate = 0x13,

        /// <summary>Clears the confusion matrix.</summary>
        ResetEvaluation = 0x14,

        /// <summary>Reads cells of the confusion matrix.</summary>
        GetEvaluation = 0x15,

        /// <summary>Reads journal records.</summary>
        LogRead = 0x20,

        /// <summary>Announces a model file: length, CRC.</summary>
        ModelPutBegin = 0x30,

        /// <summary>A piece of a model file, in order from offset 0.</summary>
        ModelChunk = 0x31,

        /// <summary>Verifies the model file and switches to it.</summary>
        ModelPutEnd = 0x32,

        /// <summary>Fixes the live model for reading.</summary>
        ModelGetBegin = 0x33,

        /// <summary>Reads a piece of the live model.</summary>
        ModelRead = 0x34,

        /// <summary>Writes the live model to flash.</summary>
        Commit = 0x35,

        /// <summary>Goes back to the model committed before.</summary>
        RollBack = 0x36,

        /// <summary>Goes back to the model kept before the last label or run of training; with a byte 1, keeps the model in use for that.</summary>
        Undo = 0x37,

        /// <summary>Goes over to the factory model.</summary>
        Factory = 0x38,

        /// <summary>Reads the settings.</summary>
        SettingsGet = 0x40,

        /// <summary>Changes settings, all of those given or none, and keeps them.</summary>
        SettingsSet = 0x41,

        /// <summary>Takes a frame with the camera into the place of a frame from the host.</summary>
        Capture = 0x50,

        /// <summary>Reads a piece of the frame.</summary>
        FrameRead = 0x51,

        /// <summary>Keeps the model for an undo, takes a frame with the camera, and learns the label.</summary>
        Teach = 0x52,

        /// <summary>Forgets the camera's mean: the camera has been moved.</summary>
        CameraMoved = 0x53,

        /// <summary>Switches continuous mode.</summary>
        Watch = 0x54,

        /// <summary>Reads the latest result of continuous mode.</summary>
        Seen = 0x55,
    }
}
