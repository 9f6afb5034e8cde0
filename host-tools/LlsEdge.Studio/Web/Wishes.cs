namespace LlsEdge.Studio.Web;

/// <summary>A port to connect to.</summary>
/// <param name="Port">Its name.</param>
internal sealed record PortWish(string? Port);

/// <summary>Whether to look through the camera.</summary>
/// <param name="On">Whether to.</param>
internal sealed record LiveWish(bool On);

/// <summary>What to do with a virtual camera's scenes.</summary>
/// <param name="Hold">Whether a scene stays until it has been labelled; null for no change.</param>
/// <param name="Next">Whether to go on to the next now.</param>
internal sealed record SceneWish(bool? Hold, bool Next);

/// <summary>A frame from the page.</summary>
/// <param name="Pixels">8-bit gray, row by row.</param>
internal sealed record FrameWish(byte[] Pixels);

/// <summary>A label.</summary>
/// <param name="Frame">The number of the frame that was shown.</param>
/// <param name="Label">Its class.</param>
/// <param name="Source">Where it came from.</param>
internal sealed record LabelWish(int Frame, int Label, string? Source);

/// <summary>A failure, for the page.</summary>
/// <param name="Error">The sentence.</param>
internal sealed record ErrorAnswer(string Error);
