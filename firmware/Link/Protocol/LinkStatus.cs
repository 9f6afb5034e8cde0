namespace LlsEdge.Link
{
    /// <summary>
    /// The first byte of every reply.
    /// </summary>
    public enum LinkStatus
    {
        /// <summary>Done.</summary>
        Ok = 0,

        /// <summary>Begun; the reply proper follows. Carries the expected milliseconds.</summary>
        Working = 1,

        /// <summary>A packet before this one is missing; not executed. Carries the expected sequence number.</summary>
        OutOfOrder = 2,

        /// <summary>Executed earlier, and its reply is no longer kept. Carries the expected sequence number.</summary>
        Superseded = 3,

        /// <summary>The board has no session (it restarted): say hello.</summary>
        NoSession = 4,

        /// <summary>The board speaks another version. Carries that version.</summary>
        WrongVersion = 5,

        /// <summary>No such message.</summary>
        UnknownMessage = 6,

        /// <summary>The payload does not fit the message.</summary>
        BadRequest = 7,

        /// <summary>The board has no model.</summary>
        NoModel = 8,

        /// <summary>The frame did not arrive completely.</summary>
        FrameIncomplete = 9,

        /// <summary>The label is not one of the model's classes.</summary>
        BadLabel = 10,

        /// <summary>The managed heap is exhausted.</summary>
        OutOfMemory = 11,

        /// <summary>The command threw an exception.</summary>
        Failed = 12,

        /// <summary>A transfer's piece does not continue where the last one ended, or no transfer was begun.</summary>
        BadOffset = 13,

        /// <summary>The model file does not have the announced CRC.</summary>
        BadCrc = 14,

        /// <summary>The model file is not one that this firmware reads.</summary>
        BadModel = 15,

        /// <summary>There is no drive to keep models on.</summary>
        StorageMissing = 16,

        /// <summary>Writing failed: the drive is full or broken.</summary>
        StorageFull = 17,

        /// <summary>There is no earlier committed model.</summary>
        NothingToRollBack = 18,

        /// <summary>The model has been trained since the reading began.</summary>
        ModelChanged = 19,

        /// <summary>The model file is the tail of a trunk that this firmware was not built with.</summary>
        OtherTrunk = 20,

        /// <summary>The camera took no frame. Carries its frame status.</summary>
        CameraFailed = 21,

        /// <summary>No model is kept to go back to, or it has been gone back to.</summary>
        NothingToUndo = 22,

        /// <summary>The firmware was built without a factory model.</summary>
        NoFactoryModel = 23,

        /// <summary>The drive has no room for a third model: there is no undo.</summary>
        NoRoomToUndo = 24,

        /// <summary>Nothing was ever set: the defaults hold.</summary>
        NotSet = 25,
    }
}
