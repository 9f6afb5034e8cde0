using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Scenes;

namespace LlsEdge.Studio.Boards;

/// <summary>What a set of frames is taken from, as the page names it.</summary>
/// <param name="Kind"><c>room</c>: a drawn room, its days of teaching; <c>roomTest</c>: its later days; <c>path</c>: a set, or a folder of images.</param>
/// <param name="Room">The drawn room's number.</param>
/// <param name="Path">The set or folder.</param>
public sealed record FrameSource(string Kind, int Room = 7, string? Path = null)
{
    /// <summary>Gets the longest set that is drawn.</summary>
    public const int MostDrawn = 1000;

    /// <summary>Reads or draws the frames.</summary>
    /// <param name="size">Width and height of the frames wanted.</param>
    /// <param name="count">How many are wanted; a set has its own number.</param>
    /// <returns>The frames with their labels; a folder of images without class folders has label 0 throughout.</returns>
    public ImageSet Load(int size, int count)
    {
        switch (Kind)
        {
            case "room":
                return SceneRoom.Create(CheckedRoom()).Teach(Math.Min(count, MostDrawn)).Resize(size);
            case "roomTest":
                return SceneRoom.Create(CheckedRoom()).Test(Math.Min(count, MostDrawn)).Resize(size);
            case "path":
                return Read(Path, size);
            default:
                throw new StudioException($"There is no source of frames '{Kind}': choose a drawn room, or a set or folder on this computer.");
        }
    }

    /// <summary>Says what it is, in a few words.</summary>
    /// <returns>The words.</returns>
    public string Describe() => Kind switch
    {
        "room" => $"drawn room {Room}",
        "roomTest" => $"drawn room {Room}, later days",
        _ => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path ?? string.Empty)),
    };

    private static ImageSet Read(string? path, int size)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new StudioException("No set is named: give the path of a set (vww96/train), or of a folder of images.");
        }

        return SetOrImages.Read(path.Trim(), size);
    }

    private int CheckedRoom() => Room is >= 0 and <= 9999
        ? Room
        : throw new StudioException($"There is no drawn room {Room}: choose a number from 0 to 9999.");
}
