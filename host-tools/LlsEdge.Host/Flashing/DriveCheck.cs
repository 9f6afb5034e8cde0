namespace LlsEdge.Host.Flashing;

/// <summary>
/// Whether a model fits a board's drive <c>I:</c>, before there is a board that could be asked.
/// </summary>
public static class DriveCheck
{
    /// <summary>Throws if a model is too large.</summary>
    /// <param name="file">The model's file, for the message.</param>
    /// <param name="length">Its length.</param>
    /// <param name="target">The firmware image.</param>
    /// <param name="layout">What that leaves.</param>
    public static void ThrowIfTooLarge(string file, int length, string target, FlashLayout layout)
    {
        if (length > layout.LongestModel)
        {
            throw new FlashException(
                FlashErrorKind.ModelTooLarge,
                $"{file} has {length:N0} bytes, and the drive I: of {target} on {layout.FlashMegabytes} MB of flash has {layout.DriveBytes:N0}, which holds models of up to "
                + $"{layout.LongestModel:N0}: each is there twice, with the journal and the settings beside. Take a smaller model, or compile its trunk into the firmware "
                + "('llsedge model compile') and put the tail alone.");
        }
    }
}
