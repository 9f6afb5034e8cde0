using System.CommandLine;
using System.Text.RegularExpressions;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Compile;
using LlsEdge.Host.Models;
using LlsEdge.Learning;
using Spectre.Console;

namespace LlsEdge.Cli.Commands;

/// <summary><c>model compile</c>: turns a model's frozen trunk into C# for the firmware.</summary>
internal static partial class ModelCompileCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var file = new Argument<string>("file") { Description = "A complete model file." };
        var name = new Option<string>("--name") { Description = "The trunk's name, a C# identifier.", HelpName = "name", Required = true };
        var layers = new Option<int?>("--layers") { Description = "How many leading layers; by default all that are frozen.", HelpName = "n" };
        var folder = new Option<string>("--folder")
        {
            Description = "The folder of trunks, in which the sources are written.",
            HelpName = "folder",
            DefaultValueFactory = _ => Path.Combine("firmware", "Trunk"),
        };
        var tail = new Option<string?>("--tail") { Description = "Where the model without its trunk goes; by default beside the model, '-tail' in its name.", HelpName = "file" };
        var use = new Option<bool>("--use") { Description = "Build the firmware with this trunk from now on: sets LlsEdgeTrunk in nfproj.props, lists its projects in LlsEdge.sln." };
        return new ShellCommand(
            "compile",
            "Turn a model's frozen leading layers into C# that the firmware is built with.",
            context => Run(context, context.Require(file), context.Require(name), context.Get(layers), context.Require(folder), context.Get(tail), context.Get(use)),
            "model compile models/vww-25/vww-25.llsm --name Vww25",
            "model compile person.llsm --name Person --layers 3 --tail person-tail.llsm --use")
        {
            file,
            name,
            layers,
            folder,
            tail,
            use,
        };
    }

    private static void Run(CommandContext context, string file, string name, int? layers, string folder, string? tailFile, bool use)
    {
        if (!Identifier().IsMatch(name))
        {
            throw new ModelException($"The name '{name}' is none for a C# namespace: letters and digits, an upper-case letter first.");
        }

        Model model = ModelFile.Load(file);
        string option = layers is { } count ? $" --layers {count}" : string.Empty;
        string command = $"llsedge model compile {file.Replace('\\', '/')} --name {name}{option}";
        TrunkSources sources = context.WithProgress("Compiling the trunk", progress => TrunkCompiler.Compile(model, name, layers, command));
        string written = TrunkFolder.Write(sources, folder);
        tailFile ??= Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileNameWithoutExtension(file) + "-tail" + Path.GetExtension(file));
        Model tail = TrunkTail.Cut(model, sources.Layers.Count);
        OutputFile.Write(tailFile, ModelFile.ToBytes(tail));
        if (use)
        {
            TrunkFolder.Choose(name, Path.Combine(folder, "..", "..", "nfproj.props"));
            TrunkSolution.List(sources, Path.Combine(folder, "..", "..", "LlsEdge.sln"));
        }

        OpcodeCosts costs = OpcodeCosts.Default;
        context.GiveResult(
            new
            {
                file,
                name,
                folder = written,
                tail = tailFile,
                tailBytes = new FileInfo(tailFile).Length,
                hash = $"{sources.Hash:x8}",
                libraries = sources.Libraries,
                layers = sources.Layers.Select(layer => new
                {
                    layer.Layer,
                    layer.Kernel,
                    lanes = layer.Lanes.Lanes,
                    rowBands = layer.Lanes.RowBands,
                    columnBands = layer.Lanes.ColumnBands,
                    laneBits = layer.Lanes.Bits,
                    layer.Macs,
                    layer.Terms,
                    layer.PlainTerms,
                    layer.Chunks,
                    layer.Blocks,
                    layer.Methods,
                    codeBytes = (long)layer.PerFrame.Bytes,
                    ilInstructions = (long)layer.PerFrame.Instructions,
                    predictedInstructions = (long)(layer.PerFrame.Cost * costs.InstructionsPerX86),
                    predictedMs = costs.ToMilliseconds(layer.PerFrame.Cost),
                }),
            },
            console => Describe(console, sources, written, tailFile, use));
    }

    private static void Describe(IAnsiConsole console, TrunkSources sources, string folder, string tail, bool used)
    {
        OpcodeCosts costs = OpcodeCosts.Default;
        var table = new Table().AddColumns("layer", "weights", "lanes", "chunks", "MACs", "terms a column", "without sharing", "code, bytes", "IL instructions", "predicted ms", "µs a MAC");
        foreach (CompiledLayer layer in sources.Layers)
        {
            double milliseconds = costs.ToMilliseconds(layer.PerFrame.Cost);
            table.AddRow(
                $"{layer.Layer}",
                layer.Kernel,
                $"{layer.Lanes.RowBands}×{layer.Lanes.ColumnBands} of {layer.Lanes.Bits} bits",
                $"{layer.Chunks}",
                Show.Count(layer.Macs),
                Show.Count(layer.Terms),
                Show.Count(layer.PlainTerms),
                Show.Count((long)layer.PerFrame.Bytes),
                Show.Count((long)layer.PerFrame.Instructions),
                $"{milliseconds:0.0}",
                $"{1000 * milliseconds / layer.Macs:0.000}");
        }

        console.Write(table);
        Effort total = sources.Layers.Aggregate(Effort.None, (sum, layer) => sum + layer.PerFrame);
        long macs = sources.Layers.Sum(layer => layer.Macs);
        double all = costs.ToMilliseconds(total.Cost);
        console.WriteLine($"Kernels together: {Show.Count(macs)} MACs in {all:0} ms predicted, {1000 * all / macs:0.000} µs a MAC, {Show.Count((long)total.Bytes)} bytes of code");
        console.WriteLine($"Trunk {sources.Name} ({sources.Hash:x8}) is in {folder}, {sources.Libraries.Count} library projects; its tail is {tail}");
        console.WriteLine(used
            ? "The firmware is built with it from now on."
            : $"Build the firmware with it: dotnet build firmware/LlsEdge.Firmware.nfproj -p:LlsEdgeTrunk={sources.Name}, or --use.");
    }

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$")]
    private static partial Regex Identifier();
}
