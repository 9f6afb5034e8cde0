using System.CommandLine;
using LlsEdge.Cli.Reports;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;
using LlsEdge.Learning;

namespace LlsEdge.Cli.Commands;

/// <summary><c>model table</c>: measures models side by side on the desk, as a table in Markdown.</summary>
internal static class ModelTableCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var folder = new Argument<string>("folder") { Description = "A folder; the model files in it and below are measured." };
        var test = new Option<string>("--test") { Description = "The set to measure them with.", HelpName = "set", Required = true };
        return new ShellCommand(
            "table",
            "Measure models side by side on the desk; the table is Markdown.",
            context => Run(context, context.Require(folder), context.Require(test)),
            "model table models --test vww96/test")
        {
            folder,
            test,
        };
    }

    private static void Run(CommandContext context, string folder, string test)
    {
        // A tail cannot be measured without its trunk; the complete model it was made of can.
        string[] files = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.llsm", SearchOption.AllDirectories).Where(file => ModelFile.LoadAny(file).TrunkHash is null).Order(StringComparer.Ordinal)]
            : [];
        if (files.Length == 0)
        {
            throw new ModelException($"The folder {folder} holds no complete model files (.llsm): choose another.");
        }

        ImageSet set = SetReader.Read(test);
        ModelMeasurement[] models = context.WithProgress(
            "Measuring",
            progress =>
            {
                var measured = new List<ModelMeasurement>();
                foreach (string file in files)
                {
                    context.Asked.ThrowIfCancellationRequested();
                    progress.Say("Measuring " + file);
                    measured.Add(Measure(file, set));
                    progress.Report((double)measured.Count / files.Length);
                }

                return measured.ToArray();
            });
        context.GiveResult(
            new { test = set.Source, frames = set.Count, models },
            console =>
            {
                foreach (string line in Draw(models))
                {
                    console.Profile.Out.Writer.WriteLine(line);
                }
            });
    }

    private static ModelMeasurement Measure(string file, ImageSet set)
    {
        Model model = ModelFile.Load(file);
        SetCheck.ThrowUnlessFits(set, model.FrameSize, [.. Enumerable.Range(0, model.ClassCount).Select(model.GetClassName)], file);
        return new ModelMeasurement(file, ModelReport.Of(model), Evaluation.Run(model, set));
    }

    private static IEnumerable<string> Draw(ModelMeasurement[] models)
    {
        yield return "| model | input | channels | learns on the board | MACs | file, bytes | board heap, bytes | accuracy | balanced | ROC area |";
        yield return "|---|---|---|---|---|---|---|---|---|---|";
        foreach (ModelMeasurement model in models)
        {
            ModelReport report = model.Report;
            string channels = string.Join('-', report.Layers.Select(layer => layer.Output.Split('×')[0]));
            string learns = string.Join(", ", report.Layers.Where(layer => layer.Learns).Select(layer => $"{layer.Index + 1}"));
            string area = model.Measured.RocArea is double value ? Show.Percent(value) : string.Empty;
            yield return $"| `{report.Name}` | {report.InputSize} | {channels} | {(learns.Length == 0 ? string.Empty : $"convolutions {learns}, ")}{(report.Readout.Learns ? "readout" : "nothing")} "
                + $"| {Show.Count(report.Macs)} | {Show.Count(report.FileBytes)} | {Show.Count(report.BoardHeapBytes)} "
                + $"| {Show.Percent(model.Measured.Accuracy)} | {Show.Percent(model.Measured.BalancedAccuracy)} | {area} |";
        }
    }

    private sealed record ModelMeasurement(string File, ModelReport Report, Evaluation Measured);
}
