using System.CommandLine;
using LlsEdge.Cli.Reports;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Models;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>model inspect</c>: what is in a model file, and what it costs on the board.</summary>
internal static class ModelInspectCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var file = new Argument<string>("file") { Description = "A model file." };
        return new ShellCommand(
            "inspect",
            "Show a model's layers, what learns, and what it costs.",
            context => Run(context, context.Require(file)),
            "model inspect person.llsm",
            "model inspect person.llsm --json")
        {
            file,
        };
    }

    private static void Run(CommandContext context, string file)
    {
        ModelReport report = ModelReport.Of(ModelFile.Load(file));
        context.GiveResult(report, console => Describe(console, file, report));
    }

    private static void Describe(IAnsiConsole console, string file, ModelReport report)
    {
        console.WriteLine(
            $"{file}: {report.Name}, {report.FrameSize}×{report.FrameSize} frames seen at {report.InputSize}×{report.InputSize}, "
            + $"{report.Steps} training steps");
        console.WriteLine("Classes: " + string.Join(", ", report.Classes));
        if (report.Backbone is { } backbone)
        {
            console.WriteLine(
                $"Backbone: {backbone.Operations} int8 operations, {backbone.Input} to {backbone.Output}, {Show.Count(backbone.Macs)} MACs, "
                + $"{Show.Count(backbone.WeightBytes)} bytes of weights, {Show.Count(backbone.MapBytes)} of maps");
        }

        var table = new Table().AddColumns("layer", "input", "kernel", "output", "pool", "learns", "rate", "exponents w/x/h", "weights", "MACs", "bytes");
        foreach (LayerReport layer in report.Layers)
        {
            table.AddRow(
                $"{layer.Index}",
                layer.Input,
                layer.Kernel,
                layer.Output,
                $"{layer.PoolGrid}×{layer.PoolGrid}",
                layer.Learns ? "yes" : "no",
                layer.Learns ? $"{layer.Rate:0.#####}" : "",
                $"{layer.WeightExponent}/{layer.InputExponent}/{layer.OutputExponent}",
                Show.Count(layer.Weights),
                Show.Count(layer.Macs),
                Show.Count(layer.FileBytes));
        }

        console.Write(table);
        ReadoutReport readout = report.Readout;
        string learns = readout.Learns ? $"learns at rate {readout.Rate:0.#####}" : "frozen";
        string tracks = readout.TracksCamera ? "tracks the camera's mean" : "does not track the camera";
        console.WriteLine(
            $"Readout: {readout.Features} features of {string.Join(" and ", readout.Taps)}, {learns}, {tracks}, "
            + $"{Show.Count(readout.Macs)} MACs, {Show.Count(readout.FileBytes)} bytes");
        console.WriteLine(
            $"Together: {Show.Count(report.Macs)} MACs a prediction, {Show.Count(report.FileBytes)} bytes as a file, "
            + $"about {Show.Count(report.BoardHeapBytes)} bytes of the board's heap");
    }
}
