using System.Text.RegularExpressions;

namespace LlsEdge.Host.Flashing;

/// <summary>
/// A version of nanoff, and with it the command line that it understands.
/// </summary>
/// <param name="Major">The first number: 2 takes options, 3 takes verbs.</param>
/// <param name="Minor">The second number.</param>
/// <param name="Text">All of it.</param>
public sealed partial record NanoffVersion(int Major, int Minor, string Text)
{
    /// <summary>Gets the version that is described where none is installed.</summary>
    public static NanoffVersion Usual { get; } = new(2, 5, "2.5");

    /// <summary>Gets whether the command line is made of verbs.</summary>
    public bool HasVerbs => Major >= 3;

    /// <summary>Reads what <c>nanoff --version</c> prints.</summary>
    /// <param name="output">What it printed.</param>
    /// <returns>The version; null if there is none in it.</returns>
    public static NanoffVersion? Find(string output)
    {
        Match match = Pattern().Match(output);
        return match.Success && int.TryParse(match.Groups["major"].Value, out int major) && int.TryParse(match.Groups["minor"].Value, out int minor)
            ? new NanoffVersion(major, minor, match.Groups["text"].Value)
            : null;
    }

    // "nanoff 2.5.162+06913d2abc", ".NET nanoFramework Firmware Flasher v3.0.0-preview.1+06913d2abc".
    [GeneratedRegex(@"(?:nanoff |Flasher v)(?<text>(?<major>\d+)\.(?<minor>\d+)\.\d+[^\s+]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
