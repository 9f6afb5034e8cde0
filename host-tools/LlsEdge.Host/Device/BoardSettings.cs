using LlsEdge.Link;

namespace LlsEdge.Host.Device;

/// <summary>
/// A board's settings.
/// </summary>
/// <param name="Status">How reading or writing them ended last; NotSet, BadCrc or StorageMissing: the defaults hold.</param>
/// <param name="Values">The values, by <see cref="SettingKey"/>.</param>
public sealed record BoardSettings(LinkStatus Status, IReadOnlyList<int> Values)
{
    private static readonly string[] s_names =
        ["camera", "detectionClass", "threshold", "hysteresis", "holdMilliseconds", "replays", "failuresBeforeRestart", "restartsBeforeReboot"];

    private static readonly string[] s_meanings =
    [
        "0 the one that answers, 1 none, 2 Arducam Mega, 3 ArduCAM Mini",
        "the class whose presence the detection pin tells",
        "the confidence in it from which on the pin goes high, of 255",
        "how far below that it must fall before the pin goes low",
        "how long the pin stays high at least",
        "remembered frames that accompany each new one",
        "failures of the camera in a row before it is started anew",
        "such starts in a row before the board restarts",
    ];

    /// <summary>Gets the settings' names, by <see cref="SettingKey"/>.</summary>
    public static IReadOnlyList<string> Names => s_names;

    /// <summary>Says what a setting means.</summary>
    /// <param name="key">The setting.</param>
    /// <returns>A phrase; that of a setting which this tool does not know is empty.</returns>
    public static string Describe(int key) => key < s_meanings.Length ? s_meanings[key] : string.Empty;

    /// <summary>Names a setting.</summary>
    /// <param name="key">The setting.</param>
    /// <returns>Its name; that of one which this tool does not know is its number.</returns>
    public static string NameOf(int key) => key < s_names.Length ? s_names[key] : $"setting{key}";

    /// <summary>Reads a reply.</summary>
    /// <param name="reader">Where it starts.</param>
    /// <returns>The settings.</returns>
    internal static BoardSettings Read(ref PayloadReader reader)
    {
        var status = (LinkStatus)reader.ReadByte();
        var values = new int[reader.ReadByte()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.ReadInt32();
        }

        return new BoardSettings(status, values);
    }
}
