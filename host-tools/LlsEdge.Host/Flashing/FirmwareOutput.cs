namespace LlsEdge.Host.Flashing;

/// <summary>
/// What a build of the firmware leaves in the repository: <c>firmware/bin/&lt;configuration&gt;/LlsEdge.Firmware.bin</c>, which nanoFramework's project system
/// makes and the repository's stand-in for it does not.
/// </summary>
/// <param name="repository">The repository's folder.</param>
public sealed class FirmwareOutput(string repository)
{
    /// <summary>Where the project is.</summary>
    public const string Project = "firmware/LlsEdge.Firmware.nfproj";

    private const string Image = "LlsEdge.Firmware.bin";
    private static readonly string[] s_configurations = ["Release", "Debug"];

    /// <summary>Finds the newest image.</summary>
    /// <param name="tools">What can be said about building one, if there is none.</param>
    /// <param name="profile">The board to build for, if it is known.</param>
    /// <returns>The file.</returns>
    public string FindImage(BuildTools tools, string? profile)
    {
        FileInfo? newest = s_configurations
            .Select(configuration => new FileInfo(Path.Combine(repository, "firmware", "bin", configuration, Image)))
            .Where(file => file.Exists)
            .MaxBy(file => file.LastWriteTimeUtc);
        return newest?.FullName
            ?? throw new FlashException(
                FlashErrorKind.BadImage,
                $"There is no {Image} in firmware/bin/Release or firmware/bin/Debug: {tools.HowToBuild(profile)}; or give one that was built elsewhere with --image FILE.");
    }

    /// <summary>Finds a source that is newer than an image.</summary>
    /// <param name="image">The image.</param>
    /// <returns>The source's path in the repository; null if there is none.</returns>
    public string? FindNewerSource(string image)
    {
        DateTime built = File.GetLastWriteTimeUtc(image);
        string firmware = Path.Combine(repository, "firmware");
        string? newer = Directory.EnumerateFiles(firmware, "*.cs", SearchOption.AllDirectories)
            .Append(Path.Combine(repository, "nfproj.props"))
            .FirstOrDefault(source => !IsMade(Path.GetRelativePath(firmware, source)) && File.GetLastWriteTimeUtc(source) > built);
        return newer is null ? null : Path.GetRelativePath(repository, newer).Replace('\\', '/');
    }

    private static bool IsMade(string source) => source.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj");
}
