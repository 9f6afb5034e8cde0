using System.Globalization;
using System.Text;

namespace LlsEdge.Host.Compile;

/// <summary>Writes the class that belongs to the app: it hands the firmware's rows to the methods of the trunk's libraries.</summary>
internal static class TrunkGlue
{
    public static string Write(TrunkSources sources, IReadOnlyList<LayerKernels> layers, SourceHeader header)
    {
        var dispatch = new StringBuilder();
        var runs = new StringBuilder();
        foreach (LayerKernels layer in layers)
        {
            LayerTask task = layer.Task;
            string name = string.Create(CultureInfo.InvariantCulture, $"RunLayer{task.Index}");
            string call = string.Create(CultureInfo.InvariantCulture, $"return {name}(words, rows, target);");
            dispatch.Append(task.Index == layers.Count - 1
                ? $"            {call}\n"
                : string.Create(CultureInfo.InvariantCulture, $"            if (layer == {task.Index})\n            {{\n                {call}\n            }}\n\n"));
            string declared = string.Concat(task.RowNames.Select((row, r) => string.Create(CultureInfo.InvariantCulture, $"            int {row} = rows[{r}];\n")));
            string arguments = $"words, {string.Join(", ", task.RowNames)}, target";
            string sum = string.Join("\n                + ", layer.Parts.Select((_, index) => $"{TrunkSources.TypeName(layer, index)}.Run({arguments})"));
            runs.Append(CultureInfo.InvariantCulture,
                $"\n        [Phase(\"trunk-layer-{task.Index}\")]\n        [Kernel]\n        private static int {name}(long[] words, int[] rows, int target)\n        {{\n{declared}            return {sum};\n        }}\n");
        }

        string lanes = string.Join(", ", layers.Select(layer => layer.Task.Layout).Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.RowBands}, {l.ColumnBands}, {l.Bits}")));
        return header.Wrap("LlsEdge.Trunk", $$"""
                /// <summary>The trunk that this firmware is built with: {{sources.Name}}.</summary>
                public sealed class InstalledTrunk : CompiledTrunk
                {
                    /// <inheritdoc/>
                    public override int LayerCount
                    {
                        get { return {{layers.Count}}; }
                    }

                    /// <inheritdoc/>
                    public override int Hash
                    {
                        get { return {{sources.Hash.ToString(CultureInfo.InvariantCulture)}}; }
                    }

                    /// <summary>Gives the trunk.</summary>
                    /// <returns>The trunk; allocates.</returns>
                    public static CompiledTrunk Create()
                    {
                        return new InstalledTrunk();
                    }

                    /// <summary>Gives the model that it came with.</summary>
                    /// <returns>The model file; allocates.</returns>
                    public static FactoryModel CreateFactory()
                    {
                        return new InstalledFactory();
                    }

                    /// <inheritdoc/>
                    public override int[] GetLanes()
                    {
                        return new int[] { {{lanes}} };
                    }

                    /// <inheritdoc/>
                    [Phase("trunk-pixels")]
                    [Kernel]
                    public override void PackRow(byte[] line, int[] codes, long[] output, int target)
                    {
                        Pixels.Pack(line, codes, output, target);
                    }

                    /// <inheritdoc/>
                    [Kernel]
                    public override int RunRow(int layer, long[] words, int[] rows, int target)
                    {
            {{dispatch}}        }
            {{runs}}    }
            """, $"using LlsEdge.Learning;\nusing LlsEdge.Trunk.{sources.Name};");
    }
}
