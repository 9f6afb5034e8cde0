using LlsEdge.Host.Data;

namespace LlsEdge.Host.Reports;

/// <summary>Images that stand inside the page.</summary>
public static class DataUri
{
    /// <summary>What every URI made here begins with.</summary>
    public const string Prefix = "data:image/png;base64,";

    /// <summary>A square gray frame as a PNG data URI.</summary>
    public static string OfFrame(byte[] frame, int size) => Prefix + Convert.ToBase64String(PngWriter.Encode(frame, size));
}
