using System.Reflection;
using System.Text.Json;
using Mono.Cecil.Cil;

namespace LlsEdge.VirtualBoard.Metering;

/// <summary>The figures of <c>board-model.json</c>: profiles, costs in x86 instructions and object sizes in bytes.</summary>
internal sealed class BoardModel
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip };

    private readonly Dictionary<Code, double> _opcodes = [];
    private readonly Dictionary<string, int> _layout = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _libraries = new(StringComparer.Ordinal);

    private BoardModel(JsonElement root)
    {
        Profiles = [.. root.GetProperty("profiles").EnumerateObject().Select(profile => profile.Value.Deserialize<BoardProfile>(s_options)! with { Name = profile.Name })];
        PerArgument = root.GetProperty("perArgument").GetDouble();
        PerLocal = root.GetProperty("perLocal").GetDouble();
        ArrayCopy = root.GetProperty("arrayCopy").GetDouble();
        ArrayClear = root.GetProperty("arrayClear").GetDouble();
        ArrayCopyPerElement = root.GetProperty("arrayCopyPerElement").GetDouble();
        ArrayClearPerElement = root.GetProperty("arrayClearPerElement").GetDouble();
        Dictionary<string, double> costs = root.GetProperty("opcodes").EnumerateObject()
            .ToDictionary(cost => cost.Name, cost => cost.Value.GetDouble(), StringComparer.Ordinal);
        foreach (FieldInfo field in typeof(OpCodes).GetFields(BindingFlags.Static | BindingFlags.Public))
        {
            OpCode opcode = (OpCode)field.GetValue(null)!;
            _opcodes.Add(opcode.Code, Find(costs, opcode.Name));
        }

        foreach (JsonProperty size in root.GetProperty("layout").EnumerateObject())
        {
            _layout.Add(size.Name, size.Value.GetInt32());
        }

        foreach (JsonProperty library in root.GetProperty("libraries").EnumerateObject())
        {
            _libraries.Add(library.Name, library.Value.GetInt32());
        }
    }

    internal static BoardModel Default { get; } = ReadEmbedded();

    internal IReadOnlyList<BoardProfile> Profiles { get; }

    internal double PerArgument { get; }

    internal double PerLocal { get; }

    internal double ArrayCopy { get; }

    internal double ArrayClear { get; }

    internal double ArrayCopyPerElement { get; }

    internal double ArrayClearPerElement { get; }

    internal int Layout(string name)
    {
        return _layout[name];
    }

    /// <summary>Gives the heap that a loaded class library takes.</summary>
    internal int Library(string name)
    {
        return _libraries.GetValueOrDefault(name, _libraries["*"]);
    }

    internal double Opcode(OpCode opcode)
    {
        return _opcodes[opcode.Code];
    }

    /// <summary>Finds an opcode's cost by the longest name or prefix that matches.</summary>
    private static double Find(Dictionary<string, double> costs, string name)
    {
        if (!costs.TryGetValue(name, out double cost))
        {
            int length = name.Length;
            while (!costs.TryGetValue(string.Concat(name.AsSpan(0, length), "*"), out cost))
            {
                length--;
            }
        }

        return cost;
    }

    private static BoardModel ReadEmbedded()
    {
        using Stream stream = typeof(BoardModel).Assembly.GetManifestResourceStream("board-model.json")!;
        using JsonDocument document = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return new BoardModel(document.RootElement);
    }
}
