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
    /// <summary>What the file system keeps for itself and loses in partly filled blocks; the firmware reserves the same.</summary>
    private const int DriveOverhead = 8 * 4096;

    /// <summary>Gets the length of the largest model that the drive can hold.</summary>
    public int LargestModel => DriveBytes - DriveOverhead;
}
