namespace LlsEdge.Host.Device;

/// <summary>
/// The model on a board, in short.
/// </summary>
/// <param name="FrameSize">The side of the frames it takes.</param>
/// <param name="InputSize">The side of the network's input.</param>
/// <param name="LayerCount">How many layers it has.</param>
/// <param name="LearningLayers">One bit for each layer that learns, the lowest for the first.</param>
/// <param name="StepCount">Training steps it has seen.</param>
/// <param name="Crc">The CRC-32 of the file it was last loaded from or committed to.</param>
/// <param name="Length">Its length in bytes as a file.</param>
/// <param name="ClassNames">Its classes.</param>
/// <param name="IsFactory">Whether it is the factory model out of the app's code, trained further perhaps, that no commit has written to flash.</param>
public sealed record ModelSummary(
    int FrameSize,
    int InputSize,
    int LayerCount,
    int LearningLayers,
    int StepCount,
    uint Crc,
    int Length,
    IReadOnlyList<string> ClassNames,
    bool IsFactory)
{
    /// <summary>Reads a summary.</summary>
    /// <param name="reader">Where it starts.</param>
    /// <param name="isFactory">Whether it is the factory model.</param>
    /// <returns>The summary.</returns>
    internal static ModelSummary Read(ref PayloadReader reader, bool isFactory)
    {
        var frameSize = reader.ReadUInt16();
        var inputSize = reader.ReadUInt16();
        var layerCount = reader.ReadByte();
        var learning = reader.ReadUInt16();
        var steps = reader.ReadInt32();
        var crc = (uint)reader.ReadInt32();
        var length = reader.ReadInt32();
        var names = new string[reader.ReadByte()];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = reader.ReadText();
        }

        return new ModelSummary(frameSize, inputSize, layerCount, learning, steps, crc, length, names, isFactory);
    }
}
