using System.Collections;
using LlsEdge.Cli.Shell;
using LlsEdge.Cli.Shell.Config;
using LlsEdge.Host.Flashing;
using LlsEdge.VirtualBoard;

namespace LlsEdge.Cli.Commands.Doctor;

/// <summary>Files, folders and variables.</summary>
internal static class PlaceChecks
{
    private const long FewBytes = 200_000_000;

    /// <summary>Looks at all of them.</summary>
    /// <param name="context">The command.</param>
    /// <returns>The findings.</returns>
    public static IEnumerable<Finding> Look(CommandContext context) =>
    [
        .. LookAtConfiguration(Configuration.Load(context.Root)),
        File.Exists(VirtualBoardOptions.DefaultFirmwarePath)
            ? Finding.Ok("virtual board", "has the firmware " + VirtualBoardOptions.DefaultFirmwarePath)
            : Finding.Problem("virtual board", $"its firmware {VirtualBoardOptions.DefaultFirmwarePath} is not there: build llsedge again.", ExitCode.Board),
        LookForImage(),
        LookAtTemp(),
        LookAtCurrent(),
    ];

    private static IEnumerable<Finding> LookAtConfiguration(Configuration configuration)
    {
        string[] files = [.. new[] { configuration.Places.Project, configuration.Places.User }.Where(File.Exists)!];
        if (configuration.Problems.Count == 0)
        {
            string where = files.Length == 0 ? "no llsedge.json" : string.Join(" and ", files);
            int set = configuration.Keys.All.Count(key => configuration.Find(key) is not null);
            yield return Finding.Ok("options", $"{where}; options set by files and environment: {set}");
        }

        foreach (string problem in configuration.Problems)
        {
            yield return Finding.Problem("options", problem, ExitCode.Usage);
        }

        string[] known = [.. configuration.Keys.All.Select(key => key.Variable), .. ConfigKeys.OtherVariables];
        foreach (string name in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => (string)entry.Key)
                     .Where(name => name.StartsWith(ConfigKey.VariablePrefix, StringComparison.Ordinal)).Except(known).Order(StringComparer.Ordinal))
        {
            yield return Finding.Problem("options", $"The variable {name} is no option's: 'llsedge config --all' lists those there are.", ExitCode.Usage);
        }
    }

    private static Finding LookForImage()
    {
        const string Topic = "app's image";
        try
        {
            var output = new FirmwareOutput(RepositoryFolder.Find());
            string image = output.FindImage(BuildTools.OfThisMachine(), profile: null);
            return Finding.Ok(Topic, image + (output.FindNewerSource(image) is string source ? $", older than {source}" : ""));
        }
        catch (Exception missing) when (missing is FlashException or CommandException)
        {
            return Finding.Missing(Topic, "'flash', unless --image names one", $"build {FirmwareOutput.Project} with nanoFramework's build tools");
        }
    }

    private static Finding LookAtTemp()
    {
        const string Topic = "temporary files";
        string folder = Path.GetTempPath();
        if (!IsWritable(folder))
        {
            return Finding.Problem(
                Topic,
                $"{folder} cannot be written to, and virtual boards keep their drives there: give yourself the right to, or set TMPDIR.",
                ExitCode.Output);
        }

        long free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        return free >= FewBytes
            ? Finding.Ok(Topic, $"{folder}, {free / 1e9:0.0} GB free")
            : Finding.Problem(Topic, $"{folder} has {free / 1e6:0} MB left: make room.", ExitCode.Output);
    }

    private static Finding LookAtCurrent()
    {
        string folder = Directory.GetCurrentDirectory();
        return IsWritable(folder)
            ? Finding.Ok("current folder", $"{folder}, {new DriveInfo(folder).AvailableFreeSpace / 1e9:0.0} GB free")
            : new Finding("current folder", FindingState.Missing, $"{folder} cannot be written to: give --out elsewhere, or change the folder");
    }

    private static bool IsWritable(string folder)
    {
        try
        {
            string name = Path.Combine(folder, Path.GetRandomFileName());
            using FileStream file = new(name, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
