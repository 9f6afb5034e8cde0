namespace LlsEdge.Host.Flashing;

/// <summary>
/// What is to be written to which board, checked as far as that goes without the board.
/// </summary>
/// <param name="Board">The board; null if only a target was named.</param>
/// <param name="Target">The firmware image.</param>
/// <param name="Layout">What that leaves of the flash.</param>
/// <param name="Image">The app; null to leave the one that is there.</param>
public sealed record FlashPlan(FlashBoard? Board, string Target, FlashLayout Layout, DeploymentImage? Image)
{
    /// <summary>Makes a plan.</summary>
    /// <param name="targets">Knows boards and images.</param>
    /// <param name="profile">The board, null for the one that the app was built for.</param>
    /// <param name="target">The firmware image, null for the board's usual one.</param>
    /// <param name="flashMegabytes">The size of the flash, null for what the board has at least.</param>
    /// <param name="image">The app, null to leave the one that is there.</param>
    /// <returns>The plan.</returns>
    public static FlashPlan Make(FlashTargets targets, string? profile, string? target, int? flashMegabytes, DeploymentImage? image)
    {
        FlashBoard? board = profile is null ? image?.Board : targets.GetBoard(profile);
        if (image?.Board is FlashBoard built && board != built)
        {
            throw new FlashException(
                FlashErrorKind.BadImage,
                $"The image {image.File} was built for the {built.Name}, not for {board!.Profile}, whose pins are others: build it with -p:LlsEdgeBoard={board.Profile}, "
                + $"or say --board {built.Profile}.");
        }

        if (image?.CoreLibrary is string library && !ClrVersions.IsOfLine(library, targets.ClrLine))
        {
            throw new FlashException(
                FlashErrorKind.BadImage,
                $"The image {image.File} was built with CoreLibrary {library}, and this tool flashes the CLR {targets.ClrLine}, which does not run it: "
                + "build the firmware with the packages of this repository.");
        }

        string chosen = target ?? board?.Target ?? throw NoBoard(targets);

        // The smallest flash that the board, or else any of these boards, is sold with.
        int megabytes = flashMegabytes ?? board?.FlashMegabytes ?? targets.Boards.Min(known => known.FlashMegabytes);
        FlashLayout layout = targets.GetLayout(chosen, megabytes);
        image?.ThrowIfTooLarge(chosen, layout);
        return new FlashPlan(board, chosen, layout, image);
    }

    private static FlashException NoBoard(FlashTargets targets) =>
        new(FlashErrorKind.BadRequest, $"Which board is it? Add --board, one of {string.Join(", ", targets.Boards.Select(board => board.Profile))}.");
}
