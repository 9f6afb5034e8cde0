namespace LlsEdge.Host.Data.Import;

/// <summary>How images become frames, and where these go.</summary>
/// <param name="Output">The set file to write.</param>
/// <param name="Size">The side of its frames.</param>
/// <param name="Fit">How images that are no squares become such.</param>
/// <param name="Limit">The most images to take, evenly over the source; null: all.</param>
public sealed record ImportOptions(string Output, int Size, FrameFit Fit = FrameFit.Crop, int? Limit = null)
{
    /// <summary>Threads that decode.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Fewer frames than this may be lost when the process is killed.</summary>
    internal int FramesBetweenFlushes { get; init; } = 256;
}

/// <summary>How far an import is.</summary>
/// <param name="Done">Images dealt with, those of an earlier run included.</param>
/// <param name="Total">Images in all.</param>
/// <param name="Skipped">Images that could not be used.</param>
/// <param name="Resumed">Images that an earlier run had dealt with.</param>
public readonly record struct ImportProgress(int Done, int Total, int Skipped, int Resumed);

/// <summary>What an import brought.</summary>
/// <param name="Path">The set file.</param>
/// <param name="Count">Frames in it.</param>
/// <param name="Skipped">Images that could not be used.</param>
/// <param name="ReportPath">The list of these and why, or null if there are none.</param>
/// <param name="Resumed">Images that an earlier run had dealt with.</param>
public sealed record ImportOutcome(string Path, int Count, int Skipped, string? ReportPath, int Resumed);
