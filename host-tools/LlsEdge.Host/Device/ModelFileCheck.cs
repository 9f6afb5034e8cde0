using LlsEdge.Learning;

namespace LlsEdge.Host.Device;

/// <summary>
/// Holds a model file against the reader that the board uses, before any of it is sent.
/// </summary>
internal static class ModelFileCheck
{
    /// <summary>Throws unless the board could read the file.</summary>
    /// <param name="file">The file's bytes.</param>
    public static void ThrowIfUnusable(byte[] file)
    {
        var reader = new ModelReader();
        reader.Accept(file, 0, file.Length);
        if (reader.Status != ModelStatus.Complete)
        {
            throw new DeviceException(DeviceErrorKind.BadModelFile, Describe(reader.Status));
        }
    }

    private static string Describe(int status)
    {
        return status switch
        {
            ModelStatus.Incomplete => "The model file is truncated: copy or make it again.",
            ModelStatus.BadMagic => "The file is not an LlsEdge model: give one that 'llsedge model' made.",
            ModelStatus.BadVersion => $"The model file is of a version other than {ModelFormat.Version}: make it again with this tool.",
            ModelStatus.BadHeader => "The model file describes a network that the firmware cannot run: make it again with this tool.",
            ModelStatus.BadChecksum => "The model file is damaged, its checksum is wrong: copy or make it again.",
            ModelStatus.TooLong => "The model file has bytes after its end: copy or make it again.",
            _ => $"The model file cannot be read, status {status}.",
        };
    }
}
