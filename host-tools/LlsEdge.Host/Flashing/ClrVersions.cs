using System.Text.RegularExpressions;

namespace LlsEdge.Host.Flashing;

/// <summary>
/// The versions of firmware images that nanoff lists.
/// </summary>
/// <remarks>
/// Class libraries run on the CLR of their own line alone: CoreLibrary 1.17.x on a CLR 1.17.x.y. The last number is a counter of nanoFramework's builds, which
/// nothing in the packages tells: it has to be asked for.
/// </remarks>
public static partial class ClrVersions
{
    /// <summary>Gives the newest version of a line.</summary>
    /// <param name="listing">What nanoff printed.</param>
    /// <param name="target">The image.</param>
    /// <param name="line">Major and minor version.</param>
    /// <returns>The version.</returns>
    public static string Newest(string listing, string target, string line)
    {
        List<Version> versions = Read(listing, target);
        Version wanted = Version.Parse(line);
        Version? newest = versions.Where(version => version.Major == wanted.Major && version.Minor == wanted.Minor).Max();
        if (newest is not null)
        {
            return newest.ToString();
        }

        string listed = versions.Count == 0 ? "it is not in the list" : "it lists " + string.Join(", ", versions.OrderDescending());
        throw new FlashException(
            FlashErrorKind.NoFirmware,
            $"nanoff lists no CLR {line} for {target} ({listed}), and the app's class libraries are of {line}: name a version that you know to exist with --clr-version, "
            + "or update the packages in nfproj.props.");
    }

    /// <summary>Whether a version belongs to a line.</summary>
    /// <param name="version">The version.</param>
    /// <param name="line">Major and minor version.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsOfLine(string version, string line) => version.StartsWith(line + ".", StringComparison.Ordinal);

    private static List<Version> Read(string listing, string target)
    {
        List<Version> versions = [];
        bool isTarget = false;
        foreach (string text in listing.Split('\n'))
        {
            // "  ESP32_PSRAM_REV3", then "    1.17.0.123" for each of its versions.
            Match match = Row().Match(text.TrimEnd());
            if (!match.Success)
            {
                continue;
            }

            if (Version.TryParse(match.Groups[1].Value, out Version? version))
            {
                if (isTarget)
                {
                    versions.Add(version);
                }
            }
            else
            {
                isTarget = match.Groups[1].Value.Equals(target, StringComparison.OrdinalIgnoreCase);
            }
        }

        return versions;
    }

    [GeneratedRegex(@"^ +(\S+)$")]
    private static partial Regex Row();
}
