using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlsEdge.Host.Reports;

/// <summary>A point of a curve.</summary>
/// <param name="X">Across.</param>
/// <param name="Y">Up.</param>
public sealed record CurvePoint(double X, double Y);

/// <summary>A named curve.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Points">Its points, from left to right.</param>
public sealed record Curve(string Name, IReadOnlyList<CurvePoint> Points);

/// <summary>A frame of the held-out set, and what the model said about it.</summary>
/// <param name="Image">The frame, as a PNG data URI (<see cref="DataUri.OfFrame"/>).</param>
/// <param name="Label">Its label.</param>
/// <param name="PredictedBefore">The factory model's answer.</param>
/// <param name="PredictedAfter">The taught model's answer.</param>
public sealed record DemoExample(string Image, int Label, int PredictedBefore, int PredictedAfter);

/// <summary>Everything the demo measured: the report is drawn from it, and the JSON beside the report is it.</summary>
public sealed record DemoResult
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly JsonSerializerOptions s_indented = new(s_json) { WriteIndented = true };

    /// <summary>Frames the board was taught with.</summary>
    public required int FramesTrained { get; init; }

    /// <summary>Frames it was measured on; none of them was taught.</summary>
    public required int FramesTested { get; init; }

    /// <summary>Share of held-out shifted frames that the factory model gets right.</summary>
    public required double AccuracyBefore { get; init; }

    /// <summary>The same frames, after the board has learnt.</summary>
    public required double AccuracyAfter { get; init; }

    /// <summary>The factory model on frames of its own camera.</summary>
    public required double AccuracyUnshifted { get; init; }

    /// <summary>The shifted frames, if the same lessons teach the head alone.</summary>
    public required double AccuracyHeadOnly { get; init; }

    /// <summary>The shifted frames, for a linear readout of 12×12 pixels taught with the same lessons.</summary>
    public required double AccuracyPixels { get; init; }

    /// <summary>Exact number of IL instructions in a training step, on average.</summary>
    public required long IlPerTrainStep { get; init; }

    /// <summary>Exact number of IL instructions in a prediction, on average.</summary>
    public required long IlPerPrediction { get; init; }

    /// <summary>Predicted milliseconds of a training step on a 240 MHz ESP32.</summary>
    public required double PredictedMsPerTrainStep { get; init; }

    /// <summary>Predicted milliseconds of a prediction on a 240 MHz ESP32.</summary>
    public required double PredictedMsPerPrediction { get; init; }

    /// <summary>Most bytes of managed heap alive at once, as the collections saw it: reachable objects, live frames, loaded assemblies.</summary>
    public required int HeapPeakBytes { get; init; }

    /// <summary>Bytes of managed heap a board has.</summary>
    public int? HeapLimitBytes { get; init; }

    /// <summary>Records of the training log that was read back from the board.</summary>
    public required int LogRecords { get; init; }

    /// <summary>Bytes of the model file that was put on the board.</summary>
    public int? ModelBytes { get; init; }

    /// <summary>Whether the frames were drawn by a program.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>One or two sentences: which frames the factory model was trained on and which camera the board was taught with.</summary>
    public required string DataStatement { get; init; }

    /// <summary>One sentence on what ran: a virtual board, or which board on which port.</summary>
    public required string BoardStatement { get; init; }

    /// <summary>The command that repeats this.</summary>
    public required string CommandLine { get; init; }

    /// <summary>Names of the classes, label 0 first.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Share right among the last frames, each judged before it was taught (<see cref="MovingWindow"/>).</summary>
    public required IReadOnlyList<CurvePoint> Prequential { get; init; }

    /// <summary>How many frames the moving window of <see cref="Prequential"/> holds.</summary>
    public required int PrequentialWindow { get; init; }

    /// <summary>For each learning layer, the probability its local loss gave the true class (0–1) over the frames taught; from the board's log.</summary>
    public required IReadOnlyList<Curve> LocalConfidence { get; init; }

    /// <summary>Held-out frames by true class (row) and the factory model's answer (column).</summary>
    public required IReadOnlyList<IReadOnlyList<int>> ConfusionBefore { get; init; }

    /// <summary>The same, after teaching.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> ConfusionAfter { get; init; }

    /// <summary>Some held-out frames.</summary>
    public required IReadOnlyList<DemoExample> Examples { get; init; }

    /// <summary>The result as one JSON object.</summary>
    /// <param name="indented">Over many lines, for people; else on one.</param>
    public string ToJson(bool indented = false) => JsonSerializer.Serialize(this, indented ? s_indented : s_json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static DemoResult FromJson(string json) =>
        JsonSerializer.Deserialize<DemoResult>(json, s_json) ?? throw new JsonException("The JSON holds no result of a demo.");
}
