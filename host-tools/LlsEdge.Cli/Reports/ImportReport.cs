using LlsEdge.Cli.Commands;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Tflite;
using LlsEdge.Host.Training;
using LlsEdge.Learning;
using Spectre.Console;

namespace LlsEdge.Cli.Reports;

/// <summary>What an import came to.</summary>
/// <param name="File">The model file.</param>
/// <param name="Import">The network.</param>
/// <param name="Last">The last operation that was taken.</param>
/// <param name="Model">The model.</param>
/// <param name="CheckedFrames">Frames on which every map was compared with the reference arithmetic.</param>
/// <param name="Measured">How often it is right; null where its readout was not fitted.</param>
/// <param name="Cost">What a prediction costs on the board.</param>
/// <param name="OnTrainingFrames">Whether it was measured on the frames it was fitted with.</param>
internal sealed record ImportedModel(
    string File,
    BackboneImport Import,
    OpVerdict Last,
    Model Model,
    int CheckedFrames,
    Evaluation? Measured,
    BoardTrial Cost,
    bool OnTrainingFrames);

/// <summary>Tells what <c>model import</c> found and made.</summary>
internal static class ImportReport
{
    /// <summary>Lists a network's operations.</summary>
    /// <param name="context">Takes the result.</param>
    /// <param name="file">The network's file.</param>
    /// <param name="import">The network.</param>
    /// <param name="until">The last operation asked for, or null.</param>
    public static void GiveList(CommandContext context, string file, BackboneImport import, string? until)
    {
        OpVerdict? last = until is not null || import.Verdicts.Any(verdict => import.WhyNotLast(verdict) is null) ? import.ChooseLast(until) : null;
        var ops = import.Verdicts.Select(verdict => new
        {
            index = verdict.Op.Index,
            operation = verdict.Op.Name,
            output = import.OutputOf(verdict.Op)?.Describe(),
            name = import.OutputOf(verdict.Op)?.Name,
            supported = verdict.IsSupported,
            note = verdict.Note,
            macs = verdict.Macs,
            canBeLast = import.WhyNotLast(verdict) is null,
        }).ToArray();
        context.GiveResult(
            new { file, last = last?.Op.Index, unsupported = ops.Count(op => !op.supported), ops },
            console =>
            {
                var table = new Table().AddColumns("op", "operation", "output", "MACs", "supported", "what it becomes, or why not", "can be last");
                foreach (var op in ops)
                {
                    string index = op.index == last?.Op.Index ? $"→ {op.index}" : $"{op.index}";
                    table.AddRow(index, Markup.Escape(op.operation), op.output ?? string.Empty, Show.Count(op.macs), op.supported ? "yes" : "NO", Markup.Escape(op.note), op.canBeLast ? "yes" : string.Empty);
                }

                console.Write(table);
                console.WriteLine(last is null
                    ? $"{file}: nothing of it can be imported."
                    : $"{file}: 'model import' takes operations up to {last.Op.Index}, whose map is {last.Map}, unless --until says otherwise.");
            });
    }

    /// <summary>Tells what was made.</summary>
    /// <param name="context">Takes the result.</param>
    /// <param name="result">What was made.</param>
    public static void Give(CommandContext context, ImportedModel result)
    {
        ModelReport report = ModelReport.Of(result.Model);
        BackboneReport backbone = report.Backbone!;
        TfliteTensor input = result.Import.InputOf(result.Last);
        Evaluation? measured = result.Measured;
        context.GiveResult(
            new
            {
                file = result.File,
                name = report.Name,
                bytes = report.FileBytes,
                last = result.Last.Op.Index,
                backbone,
                macs = report.Macs,
                boardHeapBytes = result.Cost.HeapBytes,
                needsPsram = result.Cost.NeedsMoreMemory,
                predictedMs = result.Cost.PredictedMs,
                pessimisticMs = result.Cost.PessimisticMs,
                checkedFrames = result.CheckedFrames,
                accuracy = measured?.Accuracy,
                balancedAccuracy = measured?.BalancedAccuracy,
                rocArea = measured?.RocArea,
            },
            console =>
            {
                console.WriteLine($"{result.File}: {report.Name}, {Show.Count(report.FileBytes)} bytes, operations 0 to {result.Last.Op.Index}, "
                    + $"{report.Readout.Features} features of its {backbone.Output} map");
                console.WriteLine($"Input: gray level v is q = v − 128, so {Real(input, 0)} for black and {Real(input, 255)} for white: what the "
                    + "network was trained with?");
                console.WriteLine($"Every map of {result.CheckedFrames} frames is the reference arithmetic's, bit for bit.");
                console.WriteLine(
                    $"On the board: {Show.Count(backbone.WeightBytes)} bytes of weights, {Show.Count(backbone.MapBytes)} of maps, "
                        + $"{Show.Count(result.Cost.HeapBytes)} of heap for model and frame, "
                    + $"{Show.Count(report.Macs)} MACs, {result.Cost.PredictedMs / 1000:0.0} to {result.Cost.PessimisticMs / 1000:0.0} s a prediction "
                    + "on an ESP32 at 240 MHz.");
                if (result.Cost.NeedsMoreMemory)
                {
                    console.WriteLine("It needs a board with PSRAM: others have some 79,000 bytes of heap for it and the firmware together.");
                }

                console.WriteLine(measured is null
                    ? "Its readout knows nothing yet: give --data, or teach it on the board."
                    : $"Right on {Show.Percent(measured.Accuracy)} of {(result.OnTrainingFrames ? "its training frames" : "the test frames")}, "
                        + $"balanced {Show.Percent(measured.BalancedAccuracy)}"
                        + (measured.RocArea is double area ? $", ROC area {Show.Percent(area)}" : string.Empty));
            });
    }

    private static string Real(TfliteTensor input, int level) =>
        input.Type == TfliteType.Signed8 && input.Scale > 0 ? FormattableString.Invariant($"{(level - 128 - input.ZeroPoint) * input.Scale:0.###}") : $"{level - 128}";
}
