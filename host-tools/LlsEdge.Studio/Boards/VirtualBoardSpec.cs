namespace LlsEdge.Studio.Boards;

/// <summary>A virtual board as it is asked for.</summary>
/// <param name="Camera">What its camera sees; null for a board without a camera.</param>
/// <param name="HeapBytes">Its managed heap.</param>
/// <param name="IsHeld">Whether a scene stays until it has been labelled.</param>
public sealed record VirtualBoardSpec(FrameSource? Camera, int HeapBytes = VirtualBoardSpec.RoomyHeap, bool IsHeld = false)
{
    /// <summary>The heap of a board with PSRAM, as far as nanoFramework's images give it out.</summary>
    public const int RoomyHeap = 2_000_000;

    /// <summary>The smallest heap that a firmware starts in.</summary>
    public const int SmallestHeap = 16_000;
}
