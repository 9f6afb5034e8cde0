namespace LlsEdge.Studio.Boards;

/// <summary>A virtual board as it is asked for.</summary>
/// <param name="Camera">What its camera sees; null for a board without a camera.</param>
/// <param name="HeapBytes">Its managed heap.</param>
/// <param name="IsHeld">Whether a scene stays until it has been labelled.</param>
/// <param name="Model">The model it gets if its firmware has none: <c>small</c>, <c>large</c> or <c>none</c>.</param>
public sealed record VirtualBoardSpec(
    FrameSource? Camera, int HeapBytes = VirtualBoardSpec.RoomyHeap, bool IsHeld = false, string Model = VirtualBoardSpec.SmallModel)
{
    /// <summary>The heap of a board with PSRAM, as far as nanoFramework's images give it out.</summary>
    public const int RoomyHeap = 2_000_000;

    /// <summary>The name of the model that fits every board.</summary>
    public const string SmallModel = "small";

    /// <summary>The smallest heap that a firmware starts in.</summary>
    public const int SmallestHeap = 16_000;
}
