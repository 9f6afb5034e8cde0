namespace LlsEdge.Host.Scenes;

/// <summary>What is in front of a room's camera at one moment.</summary>
/// <param name="Index">The frame's number in its sequence.</param>
/// <param name="Label">1 if somebody is there.</param>
/// <param name="Day">Simulated day, from 1.</param>
/// <param name="Hour">Time of day.</param>
/// <param name="Light">Daylight, 0 to 1.</param>
/// <param name="Lamp">Whether the room's lamp is on.</param>
/// <param name="People">Who is there.</param>
/// <param name="Things">What stands there for the moment.</param>
/// <param name="ThingsAllDay">What stands there the whole day.</param>
public sealed record RoomMoment(
    int Index, int Label, int Day, double Hour, double Light, bool Lamp, IReadOnlyList<int> People, IReadOnlyList<int> Things, IReadOnlyList<int> ThingsAllDay);
