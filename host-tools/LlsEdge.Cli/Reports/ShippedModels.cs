using LlsEdge.Host.Models;
using LlsEdge.Learning;

namespace LlsEdge.Cli.Reports;

/// <summary>The factory models that come with llsedge, to find the one that a board started from.</summary>
internal static class ShippedModels
{
    /// <summary>Finds the model with a checksum.</summary>
    /// <param name="crc">The CRC-32 of its file.</param>
    /// <returns>Its path; null if none of them has it.</returns>
    public static string? FindByCrc(uint crc) => Files().FirstOrDefault(file => CrcOf(File.ReadAllBytes(file)) == crc);

    /// <summary>Finds the complete model that a compiled trunk was made of.</summary>
    /// <param name="tail">A tail of that trunk.</param>
    /// <returns>Its path; null if none of them is it.</returns>
    public static string? FindComplete(Model tail) => Files().FirstOrDefault(file =>
        ModelFile.LoadAny(file) is { TrunkHash: null } model
        && model.Layers.Length >= tail.TrunkLayerCount
        && TrunkHash.Of(model, tail.TrunkLayerCount) == tail.TrunkHash[0]);

    /// <summary>The CRC-32 by which a board calls a model.</summary>
    /// <param name="file">The file's bytes.</param>
    public static uint CrcOf(byte[] file) => (uint)Crc32.Finish(Crc32.Update(Crc32.Start, file, 0, file.Length));

    private static IEnumerable<string> Files()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "models");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.llsm", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];
    }
}
