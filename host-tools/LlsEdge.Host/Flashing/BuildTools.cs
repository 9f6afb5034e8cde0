namespace LlsEdge.Host.Flashing;

/// <summary>
/// nanoFramework's build tools on this machine: its MSBuild project system, and an MSBuild that loads it.
/// </summary>
public sealed class BuildTools
{
    private readonly MachineKind _machine;
    private readonly string? _msbuild;
    private readonly string? _projectSystem;

    private BuildTools(MachineKind machine, string? msbuild, string? projectSystem)
    {
        _machine = machine;
        _msbuild = msbuild;
        _projectSystem = projectSystem;
    }

    /// <summary>Gets whether the app's image can be built here.</summary>
    public bool AreComplete => _projectSystem is not null && _msbuild is not null;

    /// <summary>Gets the folder of the project system; null for none.</summary>
    public string? ProjectSystem => _projectSystem;

    /// <summary>Looks for the tools of this machine.</summary>
    /// <returns>What there is.</returns>
    public static BuildTools OfThisMachine()
    {
        MachineKind machine = OperatingSystem.IsWindows() ? MachineKind.Windows : OperatingSystem.IsMacOS() ? MachineKind.MacOS : MachineKind.Linux;
        string[] roots = machine == MachineKind.Windows
            ? [.. new[] { Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86 }.Select(Environment.GetFolderPath)]
            : ["/"];
        return Find(machine, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), roots);
    }

    /// <summary>Looks for the tools.</summary>
    /// <param name="machine">The kind of machine.</param>
    /// <param name="home">The user's folder, where VS Code keeps its extensions.</param>
    /// <param name="roots">Where programs are: on Windows the folders that Visual Studio may be in, elsewhere the root.</param>
    /// <returns>What there is.</returns>
    public static BuildTools Find(MachineKind machine, string home, IReadOnlyList<string> roots)
    {
        if (machine == MachineKind.Windows)
        {
            // Program Files/Microsoft Visual Studio/2022/Community/MSBuild/…
            string? studio = roots.SelectMany(root => Folders(Path.Combine(root, "Microsoft Visual Studio")))
                .SelectMany(Folders)
                .Select(edition => Path.Combine(edition, "MSBuild"))
                .FirstOrDefault(build => IsProjectSystem(Path.Combine(build, "nanoFramework", "v1.0")));
            if (studio is not null)
            {
                return new BuildTools(machine, Path.Combine(studio, "Current", "Bin", "MSBuild.exe"), Path.Combine(studio, "nanoFramework", "v1.0"));
            }
        }

        string? extension = Folders(Path.Combine(home, ".vscode", "extensions"))
            .Where(folder => Path.GetFileName(folder).StartsWith("nanoframework.vscode-nanoframework-", StringComparison.OrdinalIgnoreCase))
            .Select(folder => Path.Combine(folder, "dist", "utils", "nanoFramework", "v1.0"))
            .LastOrDefault(IsProjectSystem);
        string[] mono = ["usr/bin/msbuild", "usr/local/bin/msbuild", "Library/Frameworks/Mono.framework/Versions/Current/Commands/msbuild"];
        string? msbuild = machine == MachineKind.Windows ? null : roots.SelectMany(root => mono.Select(place => Path.Combine(root, place))).FirstOrDefault(File.Exists);
        return new BuildTools(machine, msbuild, extension);
    }

    /// <summary>Says how to build the image here: the command where the tools are installed, else what to install.</summary>
    /// <param name="profile">The board to build for, null if that is not known.</param>
    /// <returns>A part of a sentence.</returns>
    public string HowToBuild(string? profile)
    {
        string board = profile is null ? "PROFILE" : profile;
        if (_projectSystem is null)
        {
            return "install " + (_machine switch
            {
                MachineKind.Windows => "Visual Studio 2022 with the extension '.NET nanoFramework', or VS Code with the extension 'nanoFramework.vscode-nanoframework'",
                MachineKind.MacOS => "VS Code with the extension 'nanoFramework.vscode-nanoframework', Mono with msbuild from mono-project.com, and 'brew install nuget'",
                _ => "VS Code with the extension 'nanoFramework.vscode-nanoframework', mono-complete from mono-project.com (a distribution's own has no msbuild), and nuget",
            }) + $", and build {FirmwareOutput.Project} with LlsEdgeBoard set to {board} in nfproj.props";
        }

        if (_msbuild is null)
        {
            return $"nanoFramework's project system is in {_projectSystem}, but the MSBuild that loads it is missing: "
                + (_machine == MachineKind.Windows
                    ? "install Visual Studio 2022 or its Build Tools"
                    : "install mono-complete from mono-project.com (a distribution's own has no msbuild)");
        }

        bool isWindows = _machine == MachineKind.Windows;
        string quote = isWindows ? "\"" : "'";

        // A final backslash would escape the quote.
        string system = _projectSystem.Replace('\\', '/') + "/";
        return $"build it with {quote}{_msbuild}{quote} {FirmwareOutput.Project} -p:Configuration=Release -p:LlsEdgeBoard={board} "
            + $"{quote}-p:NanoFrameworkProjectSystemPath={system}{quote}, after 'nuget restore LlsEdge.sln'";
    }

    private static bool IsProjectSystem(string folder) => File.Exists(Path.Combine(folder, "NFProjectSystem.CSharp.targets"));

    private static IEnumerable<string> Folders(string folder) => Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal) : [];
}
