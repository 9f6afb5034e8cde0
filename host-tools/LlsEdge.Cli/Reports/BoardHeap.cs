using LlsEdge.VirtualBoard;

namespace LlsEdge.Cli.Reports;

/// <summary>Measures what a model takes of the board's managed heap: the firmware's own classes load it, with memory accounted as on the board.</summary>
internal static class BoardHeap
{
    private const int Plenty = 64 * 1024 * 1024;

    /// <summary>Measures a model.</summary>
    /// <param name="file">The model's file.</param>
    /// <returns>The bytes that model and learner keep.</returns>
    public static long Measure(byte[] file)
    {
        using FirmwareImage image = FirmwareImage.Load(VirtualBoardOptions.DefaultFirmwarePath, new VirtualBoardOptions { HeapBytes = Plenty });
        long before = image.Heap.Collect();
        object learner = CreateLearner(image, file);
        long after = image.Heap.Collect();
        GC.KeepAlive(learner);
        return after - before;
    }

    /// <summary>Makes a learner of the firmware's own class.</summary>
    /// <param name="image">The firmware.</param>
    /// <param name="file">The model's file.</param>
    /// <returns>The learner.</returns>
    internal static object CreateLearner(FirmwareImage image, byte[] file)
    {
        object reader = image.Create("LlsEdge.Learning.ModelReader");
        reader.GetType().GetMethod("Accept")!.Invoke(reader, [file, 0, file.Length]);
        return image.Create("LlsEdge.Learning.Learner", reader.GetType().GetProperty("Model")!.GetValue(reader));
    }
}
