using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Scenes;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>One fixed camera: frames to teach in time order, and frames of later days.</summary>
/// <param name="Name">The room.</param>
/// <param name="Teach">Labelled frames, in time order.</param>
/// <param name="Test">Frames to measure on.</param>
public sealed record Room(string Name, ImageSet Teach, ImageSet Test)
{
    private const string TeachSuffix = "-teach";
    private const string TestSuffix = "-test";
    private const int TeachFrames = 200;
    private const int TestFrames = 400;

    /// <summary>Reads every room of a folder: the sets named <c>…-teach</c> that have a <c>…-test</c> beside them.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The rooms, by name.</returns>
    /// <exception cref="DataException">There is none, or one is incomplete or damaged.</exception>
    public static IReadOnlyList<Room> Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DataException("There is no such folder", folder, "give a folder with the sets of rooms, named …-teach and …-test");
        }

        Room[] rooms =
        [
            .. SetReader.In(folder)
                .Where(stem => stem.EndsWith(TeachSuffix, StringComparison.Ordinal))
                .Select(stem => stem[..^TeachSuffix.Length])
                .Select(name => Read(Path.Combine(folder, name), name)),
        ];
        return rooms.Length > 0
            ? rooms
            : throw new DataException("The folder holds no room", folder, "give a folder with the sets of rooms, named …-teach and …-test");
    }

    /// <summary>Draws a room: synthetic.</summary>
    /// <param name="number">Its seed; four in a row have the four kinds of camera.</param>
    /// <returns>The room.</returns>
    public static Room Draw(int number)
    {
        SceneRoom room = SceneRoom.Create(number);
        return new Room($"drawn{number}", room.Teach(TeachFrames), room.Test(TestFrames));
    }

    private static Room Read(string path, string name)
    {
        ImageSet teach = SetReader.Read(path + TeachSuffix, ClassNames.Person);
        ImageSet test = SetReader.Read(path + TestSuffix, ClassNames.Person);
        return teach.Size == test.Size && test.Count > 0
            ? new Room(name, teach, test)
            : throw new DataException(
                $"It has {teach.Count} frames of {teach.Size}×{teach.Size} pixels to teach and {test.Count} of {test.Size}×{test.Size} to test on",
                path,
                "use two sets with frames of one size");
    }
}
