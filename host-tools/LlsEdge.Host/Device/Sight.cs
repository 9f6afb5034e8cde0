using LlsEdge.Camera;

namespace LlsEdge.Host.Device;

/// <summary>
/// What a board's continuous mode saw last.
/// </summary>
/// <param name="Frame">The number of frames predicted since start, this one included; 0: none yet.</param>
/// <param name="Class">The predicted class.</param>
/// <param name="Confidence">The confidence in it, 0 to 255.</param>
/// <param name="Camera">How the camera's last frame went.</param>
/// <param name="AgeMilliseconds">How long ago the frame was taken.</param>
/// <param name="IsWatching">Whether continuous mode is on.</param>
/// <param name="IsDetected">Whether the detection pin is high.</param>
public readonly record struct Sight(int Frame, int Class, int Confidence, FrameStatus Camera, int AgeMilliseconds, bool IsWatching, bool IsDetected);
