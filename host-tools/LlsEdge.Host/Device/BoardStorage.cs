using LlsEdge.Link;

namespace LlsEdge.Host.Device;

/// <summary>
/// The state of a board's drive.
/// </summary>
/// <param name="DriveBytes">The drive's size, 0 for a board without one.</param>
/// <param name="LongestModel">The length of the longest model that it holds twice, which a commit needs.</param>
/// <param name="NextSequence">The number that the next journal record will have.</param>
/// <param name="Boot">How loading the newest model at start ended; unless Ok, an older one, the factory model or none is in use.</param>
/// <param name="Undo">Ok if there is something to undo, else why not.</param>
/// <param name="Journal">How writing the last journal record ended.</param>
/// <param name="Settings">How reading or writing the settings ended last.</param>
public sealed record BoardStorage(
    int DriveBytes, int LongestModel, int NextSequence, LinkStatus Boot, LinkStatus Undo, LinkStatus Journal, LinkStatus Settings)
{
    /// <summary>How many bytes of a description this is.</summary>
    internal const int Length = 16;

    /// <summary>Gets what is to be told of the drive, a sentence each; none when all is as it should be.</summary>
    public IReadOnlyList<string> Problems =>
    [
        .. Boot switch
        {
            LinkStatus.Ok or LinkStatus.NoModel => [],
            LinkStatus.StorageMissing => ["There is no drive I:, so nothing is kept: flash an image with a file system."],
            LinkStatus.OtherTrunk => ["The newest model on the drive is the tail of another trunk than this firmware's: put the one that belongs to it."],
            LinkStatus.OutOfMemory => ["The newest model on the drive did not fit the memory: put a smaller one, or use a board with PSRAM."],
            _ => (string[])[$"The newest model on the drive is damaged (status {(int)Boot}): the next commit or put replaces it."],
        },
        .. Journal is LinkStatus.Ok or LinkStatus.StorageMissing
            ? (string[])[]
            : [$"The journal could not be written (status {(int)Journal}): the drive is full or broken; remove files or use a smaller model."],
        .. Settings == LinkStatus.BadCrc ? (string[])["A file of settings is damaged: look at 'llsedge board settings' and set what is wrong."] : [],
        .. Settings == LinkStatus.StorageFull ? (string[])["The settings could not be written, they hold until the board restarts: the drive is full or broken."] : [],
    ];

    /// <summary>Reads the state.</summary>
    /// <param name="reader">Where it starts.</param>
    /// <returns>The state.</returns>
    internal static BoardStorage Read(ref PayloadReader reader)
    {
        var drive = reader.ReadInt32();
        var longest = reader.ReadInt32();
        var next = reader.ReadInt32();
        var boot = (LinkStatus)reader.ReadByte();
        var undo = (LinkStatus)reader.ReadByte();
        var journal = (LinkStatus)reader.ReadByte();
        return new BoardStorage(drive, longest, next, boot, undo, journal, (LinkStatus)reader.ReadByte());
    }
}
