using LlsEdge.Host.Training;
using LlsEdge.Learning;

namespace LlsEdge.Host.Reports.Training;

/// <summary>What a training report is made of.</summary>
/// <param name="Model">The finished model.</param>
/// <param name="Curve">Its epochs.</param>
/// <param name="Measured">Its answers on the frames it was measured on.</param>
/// <param name="MeasuredOn">What those frames are, in words.</param>
/// <param name="TrainingFrames">How many frames it was trained on.</param>
/// <param name="ValidationFrames">How many frames every epoch was measured on; 0 for none.</param>
/// <param name="Facts">How it was trained: names and values.</param>
/// <param name="Description">The model's description as JSON.</param>
/// <param name="CommandLine">The command that repeats it.</param>
public sealed record TrainingReportInput(
    Model Model,
    IReadOnlyList<EpochRecord> Curve,
    Evaluation Measured,
    string MeasuredOn,
    int TrainingFrames,
    int ValidationFrames,
    IReadOnlyList<(string Name, string Value)> Facts,
    string Description,
    string CommandLine);
