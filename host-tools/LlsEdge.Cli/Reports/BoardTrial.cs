using System.Reflection;
using LlsEdge.Cli.Bench;
using LlsEdge.VirtualBoard;

namespace LlsEdge.Cli.Reports;

/// <summary>
/// What a model takes on the board, measured with the firmware's own classes, without the board's drive and line: whatever fits the memory of the desk can be
/// measured.
/// </summary>
/// <param name="HeapBytes">What model, learner and frame keep of the managed heap.</param>
/// <param name="WithFirmwareBytes">The same with what the loaded assemblies take.</param>
/// <param name="PredictedMs">Milliseconds of a prediction at the nominal cycles per instruction.</param>
/// <param name="PessimisticMs">Milliseconds at the pessimistic cycles per instruction.</param>
internal sealed record BoardTrial(long HeapBytes, long WithFirmwareBytes, double PredictedMs, double PessimisticMs)
{
    private const int Plenty = 64 * 1024 * 1024;

    /// <summary>Gets whether it needs more memory than a board without PSRAM is certain to have.</summary>
    public bool NeedsMoreMemory => WithFirmwareBytes > new VirtualBoardOptions().HeapBytes;

    /// <summary>Measures a model.</summary>
    /// <param name="file">The model's file.</param>
    /// <param name="frame">A frame to predict.</param>
    /// <returns>The measurement.</returns>
    public static BoardTrial Run(byte[] file, byte[] frame)
    {
        using FirmwareImage image = FirmwareImage.Load(VirtualBoardOptions.DefaultFirmwarePath, new VirtualBoardOptions { HeapBytes = Plenty });
        long before = image.Heap.Collect();
        object learner = BoardHeap.CreateLearner(image, file);
        long after = image.Heap.Collect();
        image.Meter.KeepsCalls = true;
        MethodInfo predict = learner.GetType().GetMethod("Predict")!;
        predict.Invoke(learner, [frame]);
        var sums = new PhaseSums();
        sums.Add(image.Meter.Calls);
        PhaseCost[] steps = [.. sums.Average(1, BoardProfile.Default).Where(phase => phase.Depth == 0)];
        return new BoardTrial(after - before + frame.Length, after + frame.Length, steps.Sum(step => step.PredictedMs), steps.Sum(step => step.PessimisticMs));
    }
}
