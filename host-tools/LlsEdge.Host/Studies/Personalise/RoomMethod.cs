namespace LlsEdge.Host.Studies.Personalise;

/// <summary>What a method has reached after some frames.</summary>
/// <param name="Frames">Labelled frames that it has seen.</param>
/// <param name="Accuracy">Share of right answers in the room.</param>
/// <param name="General">Balanced accuracy on frames of other cameras, where measured.</param>
/// <param name="TailChange">How far the last layer's weights have moved, relative to their norm, where they can.</param>
internal sealed record Checkpoint(int Frames, double Accuracy, double? General = null, double? TailChange = null);

/// <summary>A way to make a model fit a room.</summary>
/// <param name="Name">Its name in rows and tables.</param>
/// <param name="Draws">Whether anything in it is random; if not, its rows are the same for every seed.</param>
/// <param name="Measure">Teaches the room's frames in order with a seed and measures at each of the checkpoints.</param>
/// <param name="Seconds">About how long that takes.</param>
internal sealed record RoomMethod(string Name, bool Draws, double Seconds, Func<RoomTask, int, IReadOnlyList<Checkpoint>> Measure);
