namespace LlsEdge.Host.Flashing;

/// <summary>
/// How an image divides a chip's flash: what is left for the app and for the drive <c>I:</c>.
/// </summary>
/// <param name="FlashMegabytes">The flash's size.</param>
/// <param name="DeployAddress">Where the app begins.</param>
/// <param name="DeployBytes">What the app may take.</param>
/// <param name="DriveBytes">The drive.</param>
public sealed record FlashLayout(int FlashMegabytes, int DeployAddress, int DeployBytes, int DriveBytes)
{
    private const int Block = 4096;

    /// <summary>The file system's own blocks, the settings and a block for a file being changed.</summary>
    private const int FixedBlocks = 5;

    /// <summary>A file of the journal is this share of the drive, up to a limit, in whole tips.</summary>
    private const int JournalShare = 32;
    private const int LongestJournal = 64 * 1024;
    private const int Tip = 15 * 32;

    /// <summary>Room for the seals behind a model.</summary>
    private const int Seals = 200;

    /// <summary>
    /// Gets the length of the longest model that the drive holds, which it does twice, so that a power cut leaves one of them. The board counts the same and
    /// says so in its description.
    /// </summary>
    public int LongestModel => ((DriveBytes / Block) - FixedBlocks - JournalBlocks) / 2 * Block is > Seals and int room ? room - Seals - 1 : 0;

    /// <summary>The journal's tip and two files.</summary>
    private int JournalBlocks => 1 + (2 * ((Math.Min(DriveBytes / JournalShare, LongestJournal) / Tip * Tip / Block) + 1));
}
