namespace LlsEdge.Host.Flashing;

/// <summary>
/// Whether a model fits a board's drive <c>I:</c>. The board itself refuses what does not fit, but not before all of it has been sent.
/// </summary>
public static class DriveCheck
{
    /// <summary>Throws if a model is too large for one layout.</summary>
    /// <param name="file">The model's file, for the message.</param>
    /// <param name="length">Its length.</param>
    /// <param name="target">The firmware image.</param>
    /// <param name="layout">What that leaves.</param>
    public static void ThrowIfTooLarge(string file, int length, string target, FlashLayout layout)
    {
        if (length > layout.LargestModel)
        {
            throw TooLarge(file, length, $"the drive I: of {target} on {layout.FlashMegabytes} MB of flash has {layout.DriveBytes:N0}, {layout.LargestModel:N0} of them for a model");
        }
    }

    /// <summary>Throws if a model is too large for a board that tells its image but not its flash: for every size of flash that the image exists for.</summary>
    /// <param name="file">The model's file, for the message.</param>
    /// <param name="length">Its length.</param>
    /// <param name="target">The firmware image, as the board tells it; images that are not in the table pass.</param>
    /// <param name="targets">The table.</param>
    public static void ThrowIfNeverFits(string file, int length, string target, FlashTargets targets)
    {
        IReadOnlyList<FlashLayout> layouts = targets.LayoutsOf(target);
        if (layouts.Count > 0 && layouts.All(layout => length > layout.LargestModel))
        {
            FlashLayout largest = layouts.MaxBy(layout => layout.LargestModel)!;
            throw TooLarge(file, length, $"the drive I: of {target} has at most {largest.DriveBytes:N0} (with {largest.FlashMegabytes} MB of flash), {largest.LargestModel:N0} of them for a model");
        }
    }

    private static FlashException TooLarge(string file, int length, string drive) =>
        new(
            FlashErrorKind.ModelTooLarge,
            $"{file} has {length:N0} bytes, and {drive}: take a smaller model, or compile its trunk into the firmware ('llsedge model compile') and put the tail alone.");
}
