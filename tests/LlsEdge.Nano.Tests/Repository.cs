using System.Reflection;

namespace LlsEdge.Nano.Tests;

/// <summary>Where the files under test lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Firmware { get; } = Path.Combine(Root, "firmware", "bin", Metadata("Configuration"), "LlsEdge.Firmware.exe");

    /// <summary>Gets the firmware's own libraries: they lie beside it.</summary>
    public static IReadOnlyList<string> Libraries { get; } = [.. Directory.GetFiles(Path.GetDirectoryName(Firmware)!, "LlsEdge.*.dll").Order(StringComparer.Ordinal)];

    /// <summary>Gets the names of the surfaces: one folder with a project of its own name each.</summary>
    public static IReadOnlyList<string> SurfaceNames { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(Root, "host-tools", "nano")).Select(Path.GetFileName).OfType<string>()
            .Where(name => File.Exists(Path.Combine(Root, "host-tools", "nano", name, name + ".csproj"))).Order(StringComparer.Ordinal),
    ];

    /// <summary>Gets the built surfaces that the firmware references.</summary>
    public static IReadOnlyList<string> Surfaces { get; } = [.. SurfaceNames.Select(SurfacePath).Where(File.Exists)];

    public static string SurfacePath(string name) => Path.Combine(Root, "host-tools", "nano", name, "bin", Metadata("Configuration"), "net10.0", name + ".dll");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
