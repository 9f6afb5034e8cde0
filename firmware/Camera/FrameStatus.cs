namespace LlsEdge.Camera
{
    /// <summary>
    /// How a frame source fared. The numbers go over the link and into the journal.
    /// </summary>
    public enum FrameStatus
    {
        /// <summary>It has done what was asked.</summary>
        Ok = 0,

        /// <summary>Nothing answers on the bus.</summary>
        NoCamera = 1,

        /// <summary>Something answers, but not the camera that was expected.</summary>
        WrongCamera = 2,

        /// <summary>The camera answers, but did not get ready in time.</summary>
        TimedOut = 3,

        /// <summary>The camera holds more or fewer bytes than a frame has.</summary>
        Overrun = 4,

        /// <summary>The camera says at all times that it is done, or does not let that be cleared.</summary>
        Stuck = 5,

        /// <summary>There is nothing to take this frame with: frames come from the host, the source was not started, or the frame is not of 96 by 96 pixels.</summary>
        NoFrame = 6,
    }
}
