using System.Runtime.InteropServices;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data.Jpeg;
using LlsEdge.Host.Flashing;

namespace LlsEdge.Cli.Commands.Doctor;

/// <summary>Programs and libraries of this machine.</summary>
internal static class ProgramChecks
{
    private const string ChromiumVariable = "LLSEDGE_CHROMIUM";

    private static readonly string[] s_chromiums =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    /// <summary>Looks at all of them.</summary>
    /// <param name="context">The command.</param>
    /// <returns>The findings.</returns>
    public static IEnumerable<Finding> Look(CommandContext context) =>
    [
        Finding.Ok("llsedge", VersionOfThis),
        Finding.Ok(".NET runtime", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}"),
        LookForSdk(),
        .. Finding.Look("nanoff", () => [LookForNanoff(context)]),
        LookForBuildTools(),
        JpegSupport.IsAvailable
            ? Finding.Ok("libturbojpeg", "found")
            : Finding.Missing("libturbojpeg", "JPEG images in 'data import' and 'studio'", JpegSupport.HowToInstall),
        LookForChromium(),
    ];

    /// <summary>Gets the version of this program: that of the firmware that belongs to it.</summary>
    public static string VersionOfThis { get; } = typeof(ProgramChecks).Assembly.GetName().Version!.ToString(fieldCount: 3);

    private static Finding LookForSdk()
    {
        // …/shared/Microsoft.NETCore.App/10.0.0/ belongs to the dotnet whose SDKs are in …/sdk.
        string sdks = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "sdk"));
        string major = Environment.Version.Major + ".";
        string? newest = !Directory.Exists(sdks) ? null : Directory.EnumerateDirectories(sdks).Select(Path.GetFileName)
            .Where(name => name!.StartsWith(major, StringComparison.Ordinal)).Order(StringComparer.Ordinal).LastOrDefault();
        return newest is not null
            ? Finding.Ok(".NET SDK", newest)
            : Finding.Missing(
                ".NET SDK",
                "building the firmware, as 'bench' does",
                $"install that of .NET {Environment.Version.Major} from https://dotnet.microsoft.com/download");
    }

    private static Finding LookForNanoff(CommandContext context)
    {
        NanoffPlaces places = NanoffPlaces.OfThisMachine();
        if (places.Find(File.Exists) is null)
        {
            return Finding.Missing("nanoff", "'flash'", Nanoff.HowToInstall);
        }

        Nanoff nanoff = Nanoff.Open(null, places, TextWriter.Null, context.GivenUp);
        return Finding.Ok("nanoff", $"{nanoff.Version.Text}, {nanoff.Path}");
    }

    private static Finding LookForBuildTools()
    {
        BuildTools tools = BuildTools.OfThisMachine();
        return tools.AreComplete
            ? Finding.Ok("build tools", $"nanoFramework's project system in {tools.ProjectSystem}")
            : Finding.Missing("build tools", "building the app for 'flash'", tools.HowToBuild(null));
    }

    private static Finding LookForChromium()
    {
        string? named = Environment.GetEnvironmentVariable(ChromiumVariable);
        return (named ?? s_chromiums.FirstOrDefault(File.Exists)) is string path && File.Exists(path)
            ? Finding.Ok("Chromium", path)
            : Finding.Missing("Chromium", "this repository's tests of the studio's page only", $"install it, or set {ChromiumVariable} to the program");
    }
}
