using LlsEdge.Host.Data;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>A frame of a set.</summary>
/// <param name="Set">The set.</param>
/// <param name="Index">Its place there.</param>
internal readonly record struct RoomFrame(ImageSet Set, int Index)
{
    /// <summary>Gets its class.</summary>
    public int Label => Set.GetLabel(Index);
}

/// <summary>A model that learns a room, one frame at a time.</summary>
internal interface IRoomLearner
{
    /// <summary>Gets p of class 1 in the last prediction.</summary>
    double Probability { get; }

    /// <summary>Gets how far the last layer's weights have moved, relative to their norm.</summary>
    double TailChange { get; }

    /// <summary>Decides on a frame.</summary>
    /// <param name="frame">The frame.</param>
    int Predict(RoomFrame frame);

    /// <summary>Learns a frame's label.</summary>
    /// <param name="frame">The frame.</param>
    void Teach(RoomFrame frame);

    /// <summary>Learns a frame again that a small memory has kept.</summary>
    /// <param name="frame">The frame.</param>
    void Rehearse(RoomFrame frame);

    /// <summary>Forgets the camera's mean.</summary>
    /// <returns>What brings it back.</returns>
    Action ForgetCamera();
}
