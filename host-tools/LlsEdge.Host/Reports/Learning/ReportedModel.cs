using LlsEdge.Learning;

namespace LlsEdge.Host.Reports.Learning;

/// <summary>A model that a report is about.</summary>
/// <param name="Model">The model, complete.</param>
/// <param name="Source">Where it came from, in words.</param>
/// <param name="Crc">The CRC-32 of its file, as it came.</param>
/// <param name="Bytes">The length of that file.</param>
public sealed record ReportedModel(Model Model, string Source, uint Crc, int Bytes)
{
    /// <summary>Gets the names of its classes.</summary>
    public IReadOnlyList<string> ClassNames => [.. Enumerable.Range(0, Model.ClassCount).Select(Model.GetClassName)];

    /// <summary>Gets its name.</summary>
    public string Name => Model.GetName();
}
