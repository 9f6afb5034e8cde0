using System.Globalization;

namespace LlsEdge.Host.Reports;

/// <summary>How numbers read on a page.</summary>
internal static class Figures
{
    /// <summary>A share as percent with one decimal.</summary>
    public static string Percent(double share) => FormattableString.Invariant($"{share * 100:0.0}\u00A0%");

    /// <summary>A share as whole percent.</summary>
    public static string WholePercent(double share) => FormattableString.Invariant($"{share * 100:0}\u00A0%");

    /// <summary>A difference of shares in percentage points, with its sign.</summary>
    public static string Points(double difference) => FormattableString.Invariant($"{(difference < 0 ? "−" : "+")}{Math.Abs(difference) * 100:0.0}");

    /// <summary>A whole number with separators of thousands.</summary>
    public static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A number in as few digits as it needs, at most four after the point.</summary>
    public static string Plain(double value) => value.ToString(Math.Abs(value) >= 1000 ? "#,0" : "0.####", CultureInfo.InvariantCulture).Replace('-', '−');
}
