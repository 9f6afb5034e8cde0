using System.Globalization;
using LlsEdge.Host.Models;
using LlsEdge.Learning;

namespace LlsEdge.Host.Compile;

/// <summary>A compiled trunk: its files, relative to the folder of its name, and what was chosen for each layer.</summary>
public sealed class TrunkSources
{
    // The board's tables address an assembly's bytecode with 16 bits; the rest of an assembly needs little.
    private const int AssemblyBytes = 60_000;

    private TrunkSources(string name, int hash, IReadOnlyList<CompiledLayer> layers)
    {
        Name = name;
        Hash = hash;
        Layers = layers;
    }

    /// <summary>Gets the trunk's name.</summary>
    public string Name { get; }

    /// <summary>Gets the checksum of what the trunk replaces.</summary>
    public int Hash { get; }

    /// <summary>Gets what was chosen.</summary>
    public IReadOnlyList<CompiledLayer> Layers { get; }

    /// <summary>Gets the files by their path, '/' between folders.</summary>
    public SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the names of the library projects, in order.</summary>
    public List<string> Libraries { get; } = [];

    internal static TrunkSources Write(Model model, string name, IReadOnlyList<LayerKernels> layers, string command)
    {
        var sources = new TrunkSources(name, TrunkHash.Of(model, layers.Count), [.. layers.Select(Describe)]);
        var header = new SourceHeader(command);
        string space = $"LlsEdge.Trunk.{name}";
        string library = string.Empty;
        List<string> files = [];
        double bytes = double.MaxValue;
        void Finish()
        {
            if (library.Length > 0)
            {
                foreach ((string path, string text) in TrunkProject.Write(library, $"LlsEdge.Trunk.{library}", files, header))
                {
                    sources.Files.Add($"{library}/{path}", text);
                }
            }
        }

        byte[] factory = ModelFile.ToBytes(TrunkTail.Cut(model, layers.Count));
        (string factoryBlocks, double factoryBytes) = FactoryWriter.WriteBlocks(factory);
        IEnumerable<(string Type, string Text, double Bytes)> types = layers
            .SelectMany(layer => layer.Parts.Select((part, index) => (Type: TypeName(layer, index), part.Method, part.PerRow.Bytes)))
            .Prepend(("Pixels", PixelPacking.Write(model, layers[0].Task.Layout), PixelPacking.CountBytes(model, layers[0].Task.Layout)))
            .Append(("Factory", factoryBlocks, factoryBytes));
        foreach ((string type, string text, double size) in types)
        {
            if (bytes + size > AssemblyBytes)
            {
                Finish();
                library = string.Create(CultureInfo.InvariantCulture, $"{name}{sources.Libraries.Count + 1}");
                sources.Libraries.Add(library);
                files = [];
                bytes = 0;
            }

            bytes += size;
            files.Add($"{type}.cs");
            sources.Files.Add($"{library}/{type}.cs", header.Wrap(space, $$"""
                    /// <summary>A part of the trunk {{name}}.</summary>
                    public static class {{type}}
                    {
                {{Indent(text)}}
                    }
                """, usings: "using LlsEdge.Learning;"));
        }

        Finish();
        sources.Files.Add("InstalledFactory.cs", FactoryWriter.WriteGlue(sources, factory, header));
        sources.Files.Add("InstalledTrunk.cs", TrunkGlue.Write(sources, layers, header));
        sources.Files.Add("Trunk.props", TrunkProject.WriteProps(sources));
        return sources;
    }

    internal static string TypeName(LayerKernels layer, int part) =>
        layer.Parts.Count == 1 ? layer.Task.Name : string.Create(CultureInfo.InvariantCulture, $"{layer.Task.Name}Part{part}");

    private static string Indent(string text) =>
        string.Join('\n', text.TrimEnd().ReplaceLineEndings("\n").Split('\n').Select(line => line.Length == 0 ? line : "    " + line));

    private static CompiledLayer Describe(LayerKernels kernels)
    {
        LayerTask task = kernels.Task;
        bool ternary = task.Sums.All(sum => sum.Weights.All(weight => weight is >= -1 and <= 1));
        return new CompiledLayer(
            task.Index,
            ternary ? "ternary" : "scaled",
            task.Layout,
            (long)task.Taps * task.Sums.Length * task.Layer.OutputSize * task.Layer.OutputSize,
            kernels.Parts.Sum(part => part.Terms.Terms),
            kernels.Parts.Sum(part => part.Terms.Plain),
            kernels.Parts.Max(part => part.Chunks),
            kernels.Parts.Max(part => part.Blocks),
            kernels.Parts.Count,
            kernels.PerFrame);
    }
}
