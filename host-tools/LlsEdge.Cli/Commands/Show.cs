using System.Globalization;

namespace LlsEdge.Cli.Commands;

/// <summary>How numbers look to people.</summary>
internal static class Show
{
    /// <summary>Writes a share.</summary>
    /// <param name="share">0 to 1.</param>
    /// <returns>Percent with one decimal.</returns>
    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>Writes a count.</summary>
    /// <param name="value">The count.</param>
    /// <returns>With separators of thousands.</returns>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
