namespace LlsEdge.Camera
{
    /// <summary>
    /// Something that takes frames of 96 by 96 gray pixels. A frame takes at most two seconds, a start four, and every failure is a status.
    /// </summary>
    public interface IFrameSource
    {
        /// <summary>Gets the name of the camera.</summary>
        string Name { get; }

        /// <summary>Gets which camera it is.</summary>
        CameraKind Kind { get; }

        /// <summary>Resets, identifies and configures the camera; also what helps after a failure.</summary>
        /// <returns>How it went.</returns>
        FrameStatus Start();

        /// <summary>Takes a frame.</summary>
        /// <param name="frame">96 by 96 gray pixels, row by row; undefined unless the status is <see cref="FrameStatus.Ok"/>.</param>
        /// <returns>How it went.</returns>
        FrameStatus Capture(byte[] frame);
    }
}
